/**
 * How good a partition is. The only package that can read a label: elsewhere a {@link
 * dev.lethe.bench.identity.metrics.Truth} can be filled and handed on, but not asked.
 */
@NullMarked
package dev.lethe.bench.identity.metrics;

import org.jspecify.annotations.NullMarked;
