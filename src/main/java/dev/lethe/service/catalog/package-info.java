/** Targets, assets and fields that hold personal data. */
@NullMarked
package dev.lethe.service.catalog;

import org.jspecify.annotations.NullMarked;
