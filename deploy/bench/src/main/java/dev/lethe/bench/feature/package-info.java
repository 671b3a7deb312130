/** The demo's online features, in Feast's own bytes. */
@NullMarked
package dev.lethe.bench.feature;

import org.jspecify.annotations.NullMarked;
