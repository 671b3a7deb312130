/** The demo's model registry. */
@NullMarked
package dev.lethe.bench.model;

import org.jspecify.annotations.NullMarked;
