/** How well records were resolved, against the truth. */
@NullMarked
package dev.lethe.bench.score;

import org.jspecify.annotations.NullMarked;
