/** Data keys that leave the vault, wrapped for one recipient. */
@NullMarked
package dev.lethe.cryptovault.hold;

import org.jspecify.annotations.NullMarked;
