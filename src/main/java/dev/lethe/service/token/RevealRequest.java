package dev.lethe.service.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose values are asked for, as items or as columns, and what for. Purpose and reason go
 * into the audit log.
 *
 * @param mask how much of each value is to be seen; everything where it is left out
 * @param field columns only: the field class that every token was made for
 * @param token columns only
 */
record RevealRequest(
    @Nullable String purpose,
    @Nullable String reason,
    @Nullable String mask,
    @Nullable List<@Nullable Item> items,
    @Nullable String field,
    @Nullable List<@Nullable String> token) {
  /** A token and the field class that it was made for. */
  record Item(@Nullable String ref, @Nullable String token, @Nullable String field) {}
}
