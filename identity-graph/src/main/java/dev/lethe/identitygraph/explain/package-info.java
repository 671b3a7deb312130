/** Why two profiles are linked, in words and numbers that show no value in full. */
@NullMarked
package dev.lethe.identitygraph.explain;

import org.jspecify.annotations.NullMarked;
