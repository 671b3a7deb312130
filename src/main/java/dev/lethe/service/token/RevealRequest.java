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
 * @param suite columns of suites 3 and 4 only, which do not say it themselves
 * @param alphabet columns of suite 3 only: as the tokens were made; the catalog's where left out
 * @param key columns of suites 3 and 4 only: the keys that stand beside them
 * @param profile the same by profile, where the profile has had one key only
 */
record RevealRequest(
    @Nullable String purpose,
    @Nullable String reason,
    @Nullable String mask,
    @Nullable List<@Nullable Item> items,
    @Nullable String field,
    @Nullable List<@Nullable String> token,
    @Nullable Integer suite,
    @Nullable String alphabet,
    @Nullable List<@Nullable String> key,
    @Nullable List<@Nullable String> profile) {
  /**
   * A token and the field class that it was made for; of suites 3 and 4 with what stands beside it.
   */
  record Item(
      @Nullable String ref,
      @Nullable String token,
      @Nullable String field,
      @Nullable Integer suite,
      @Nullable String alphabet,
      @Nullable String key,
      @Nullable String profile) {}
}
