@NullMarked
package dev.lethe.bench.identity;

import org.jspecify.annotations.NullMarked;
