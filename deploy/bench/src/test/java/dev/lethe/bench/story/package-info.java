@NullMarked
package dev.lethe.bench.story;

import org.jspecify.annotations.NullMarked;
