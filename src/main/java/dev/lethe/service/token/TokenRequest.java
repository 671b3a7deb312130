package dev.lethe.service.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values to be tokenised, either as items or as columns.
 *
 * @param onError items only: whether a bad item fails alone or the whole call
 * @param field columns only: the field class of every value
 * @param suite columns only: 1, 2, 3 or 4; the catalog's choice where it is left out
 * @param alphabet columns of suites 3 and 4 only: which characters are replaced, {@code digits},
 *     {@code lower_letters}, {@code upper_letters}, {@code letters}, {@code
 *     digits_and_lower_letters}, {@code digits_and_upper_letters} or {@code digits_and_letters};
 *     the catalog's where it is left out, and a UUID for suite 4 where it names none
 * @param profile columns only: whose value it is
 * @param source columns only: with {@code source_key} in the profiles' place
 * @param sourceKey columns only: people by the names that the source has for them; unseen ones get
 *     a profile and key
 * @param value columns only, as many as profiles or source keys
 */
record TokenRequest(
    @Nullable List<@Nullable Item> items,
    @Nullable OnError onError,
    @Nullable String field,
    @Nullable Integer suite,
    @Nullable String alphabet,
    @Nullable List<@Nullable String> profile,
    @Nullable String source,
    @Nullable List<@Nullable String> sourceKey,
    @Nullable List<@Nullable String> value) {

  enum OnError {
    PARTIAL,
    REJECT
  }

  /**
   * One value of one profile.
   *
   * @param source with {@code source_key} in the profile's place: somebody by the name that a
   *     source has for them; unseen people get a profile and key
   */
  record Item(
      @Nullable String ref,
      @Nullable String profile,
      @Nullable String source,
      @Nullable String sourceKey,
      @Nullable String field,
      @Nullable Integer suite,
      @Nullable String alphabet,
      @Nullable String value) {
    @Override
    public String toString() {
      return "Item[" + field + "]";
    }
  }

  @Override
  public String toString() {
    return "TokenRequest[]";
  }
}
