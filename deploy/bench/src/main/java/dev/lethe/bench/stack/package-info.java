/** How the drivers reach a running standalone. */
@NullMarked
package dev.lethe.bench.stack;

import org.jspecify.annotations.NullMarked;
