/** Options that several drivers have in common. */
@NullMarked
package dev.lethe.bench.option;

import org.jspecify.annotations.NullMarked;
