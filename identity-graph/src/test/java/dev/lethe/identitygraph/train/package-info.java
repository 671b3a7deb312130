/** Training on made-up people. */
@NullMarked
package dev.lethe.identitygraph.train;

import org.jspecify.annotations.NullMarked;
