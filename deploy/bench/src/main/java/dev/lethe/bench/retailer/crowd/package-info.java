/** Millions of made-up profiles with the truth, one household after the other. */
@NullMarked
package dev.lethe.bench.retailer.crowd;

import org.jspecify.annotations.NullMarked;
