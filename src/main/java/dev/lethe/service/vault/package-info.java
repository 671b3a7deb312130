/** Keys, tokens and suppression. */
@NullMarked
package dev.lethe.service.vault;

import org.jspecify.annotations.NullMarked;
