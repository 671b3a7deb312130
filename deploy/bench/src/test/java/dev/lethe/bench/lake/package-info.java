@NullMarked
package dev.lethe.bench.lake;

import org.jspecify.annotations.NullMarked;
