@NullMarked
package dev.lethe.bench.retailer;

import org.jspecify.annotations.NullMarked;
