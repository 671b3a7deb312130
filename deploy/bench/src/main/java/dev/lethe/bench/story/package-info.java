/** What the drivers do, step by step. */
@NullMarked
package dev.lethe.bench.story;

import org.jspecify.annotations.NullMarked;
