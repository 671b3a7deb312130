package dev.lethe.piicatalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The closed list of data categories: fideslang's 85 keys and the retail additions that refine
 * them. A key that is not on the list is refused everywhere, because a misspelt category would
 * leave a field unprotected without a word.
 */
public final class DataCategories {

  private static final SortedSet<String> FIDESLANG = load("fideslang-categories.txt");
  private static final SortedSet<String> ALL = withRetail();

  private DataCategories() {}

  /** Every known key, in order. */
  public static SortedSet<String> all() {
    return ALL;
  }

  /** The keys that fideslang itself defines. */
  public static SortedSet<String> fideslang() {
    return FIDESLANG;
  }

  /** Whether the key is on the list. */
  public static boolean known(String key) {
    return ALL.contains(key);
  }

  /** Whether the category describes a person; everything under {@code system} does not. */
  public static boolean personal(String key) {
    return key.equals("user") || key.startsWith("user.");
  }

  /**
   * Whether a value of this category points at a person by itself, so that it may never pass a
   * pseudonymisation in clear. What a person did or is (behaviour, demographics) may pass; who a
   * person is may not.
   */
  public static boolean identifying(String key) {
    return personal(key) && !key.equals("user.unique_id.pseudonymous") && !descriptive(key);
  }

  static void require(String key) {
    if (!known(key)) {
      throw new IllegalArgumentException("unknown data category " + key);
    }
  }

  private static boolean descriptive(String key) {
    return key.equals("user.behavior")
        || key.startsWith("user.behavior.")
        || key.equals("user.demographic.age_range")
        || key.equals("user.demographic.language")
        || key.equals("user.device")
        || key.equals("user.location.imprecise")
        || key.equals("user.location.store_visit")
        || key.equals("user.contact.address.country")
        || key.equals("user.privacy_preferences");
  }

  private static SortedSet<String> withRetail() {
    SortedSet<String> all = new TreeSet<>(FIDESLANG);
    all.addAll(load("retail-categories.txt"));
    return Collections.unmodifiableSortedSet(all);
  }

  private static SortedSet<String> load(String resource) {
    try (InputStream in = DataCategories.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the list " + resource + " is missing from the library");
      }
      SortedSet<String> keys = new TreeSet<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(keys::add);
      return Collections.unmodifiableSortedSet(keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
