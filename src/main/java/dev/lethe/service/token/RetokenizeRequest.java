package dev.lethe.service.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are to be made anew under the present keys of their profiles, as items or as columns.
 *
 * @param reason kept for ever in the log; names nobody
 * @param field columns only: the field class that every token was made for
 * @param token columns only
 */
record RetokenizeRequest(
    @Nullable String reason,
    @Nullable List<@Nullable Item> items,
    @Nullable String field,
    @Nullable List<@Nullable String> token) {
  /** A token and the field class that it was made for. */
  record Item(@Nullable String ref, @Nullable String token, @Nullable String field) {}
}
