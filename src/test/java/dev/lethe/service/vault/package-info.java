/** Keys, tokens and suppression on a real PostgreSQL. */
@NullMarked
package dev.lethe.service.vault;

import org.jspecify.annotations.NullMarked;
