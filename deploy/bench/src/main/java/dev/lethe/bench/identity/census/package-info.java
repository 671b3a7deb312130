/** A simulated census becomes the profiles of a retailer, with the slips of real life. */
@NullMarked
package dev.lethe.bench.identity.census;

import org.jspecify.annotations.NullMarked;
