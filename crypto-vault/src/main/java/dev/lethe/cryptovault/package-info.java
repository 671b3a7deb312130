/** Keys that can be destroyed, and the tokens sealed under them. */
@NullMarked
package dev.lethe.cryptovault;

import org.jspecify.annotations.NullMarked;
