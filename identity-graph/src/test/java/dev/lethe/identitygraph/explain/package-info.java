@NullMarked
package dev.lethe.identitygraph.explain;

import org.jspecify.annotations.NullMarked;
