/** The launcher behind make run. */
@NullMarked
package dev.lethe.standalone;

import org.jspecify.annotations.NullMarked;
