package dev.lethe.service.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are to be made anew under the present keys of their profiles, as items or as columns.
 *
 * @param reason kept for ever in the log; names nobody
 * @param field columns only: the field class that every token was made for
 * @param token columns only
 * @param suite columns of suites 3 and 4 only, which do not say it themselves
 * @param alphabet columns of suites 3 and 4 only: as the tokens were made; the catalog's where left
 *     out
 * @param key columns of suites 3 and 4 only: the keys that stand beside them
 * @param profile the same by profile, where the profile has had one key only
 */
record RetokenizeRequest(
    @Nullable String reason,
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
