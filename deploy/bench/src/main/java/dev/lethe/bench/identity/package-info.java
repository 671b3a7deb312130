/** Measures the identity graph in this process, without a stack: how right, and how fast. */
@NullMarked
package dev.lethe.bench.identity;

import org.jspecify.annotations.NullMarked;
