/** Data keys in sealed pages, so that a key can be destroyed in every copy of them. */
@NullMarked
package dev.lethe.cryptovault.page;

import org.jspecify.annotations.NullMarked;
