@NullMarked
package dev.lethe.bench.retailer.crowd;

import org.jspecify.annotations.NullMarked;
