/** The demo's lake: written like a pipeline, counted independently of the service. */
@NullMarked
package dev.lethe.bench.lake;

import org.jspecify.annotations.NullMarked;
