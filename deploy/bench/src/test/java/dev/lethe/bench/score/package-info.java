@NullMarked
package dev.lethe.bench.score;

import org.jspecify.annotations.NullMarked;
