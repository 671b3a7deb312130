@NullMarked
package dev.lethe.bench.identity.metrics;

import org.jspecify.annotations.NullMarked;
