/** Which profiles are worth comparing at all. */
@NullMarked
package dev.lethe.identitygraph.block;

import org.jspecify.annotations.NullMarked;
