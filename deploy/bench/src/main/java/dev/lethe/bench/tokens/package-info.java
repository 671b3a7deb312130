/** How fast tokens are made and keys are opened and destroyed. */
@NullMarked
package dev.lethe.bench.tokens;

import org.jspecify.annotations.NullMarked;
