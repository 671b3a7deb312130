/** A made-up retailer: people, what its systems know of them, and what they do. */
@NullMarked
package dev.lethe.bench.retailer;

import org.jspecify.annotations.NullMarked;
