/** Profiles become customers, and customers keep their ids. */
@NullMarked
package dev.lethe.identitygraph.cluster;

import org.jspecify.annotations.NullMarked;
