/** The servers of the standalone, one class each. */
@NullMarked
package dev.lethe.standalone.part;

import org.jspecify.annotations.NullMarked;
