/** Letting people in again who were erased. */
@NullMarked
package dev.lethe.service.suppression;

import org.jspecify.annotations.NullMarked;
