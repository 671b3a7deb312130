@NullMarked
package dev.lethe.bench.feature;

import org.jspecify.annotations.NullMarked;
