@NullMarked
package dev.lethe.bench.identity.census;

import org.jspecify.annotations.NullMarked;
