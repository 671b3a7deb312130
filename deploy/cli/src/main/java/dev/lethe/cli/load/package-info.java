/** Reads an operator's CSV and loads it as profiles. */
@NullMarked
package dev.lethe.cli.load;

import org.jspecify.annotations.NullMarked;
