/** How fast tokens are made and opened. */
@NullMarked
package dev.lethe.bench.tokens;

import org.jspecify.annotations.NullMarked;
