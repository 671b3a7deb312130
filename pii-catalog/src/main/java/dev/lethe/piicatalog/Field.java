package dev.lethe.piicatalog;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A column of an asset, with everything inherited from its asset and data set already filled in.
 *
 * @param path the column's name, nested parts joined by dots
 * @param categories known data categories; empty means that the field holds nothing personal
 * @param subjectKey the kind of key by which a person is found in this column: {@code profile},
 *     {@code customer}, …
 * @param token how values of this field become tokens, where they do
 * @param fieldClass the name bound into tokens of this field, so that a token never opens as
 *     another field
 * @param action what an erasure does here
 * @param retention how long values are kept
 * @param primaryKey whether the column is part of the asset's key
 * @param references fields of other data sets that hold the same values
 */
public record Field(
    String path,
    SortedSet<String> categories,
    @Nullable String subjectKey,
    @Nullable TokenRule token,
    String fieldClass,
    @Nullable Action action,
    @Nullable Retention retention,
    boolean primaryKey,
    List<Reference> references) {

  /**
   * An edge to a field of another data set, as Fides draws it; the direction is {@code from},
   * {@code to} or open.
   */
  public record Reference(String dataset, String field, @Nullable String direction) {}

  /** Copies the categories and refuses an unknown one. */
  public Field {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(fieldClass, "fieldClass");
    for (String category : categories) {
      DataCategories.require(category);
    }
    references = List.copyOf(references);
    categories = Collections.unmodifiableSortedSet(new TreeSet<>(categories));
  }

  /** Whether a person can be described by what lies here. */
  public boolean personal() {
    return categories.stream().anyMatch(DataCategories::personal);
  }

  /** The subject key kind, if a person is found by this column. */
  public Optional<String> subjectKeyKind() {
    return Optional.ofNullable(subjectKey);
  }
}
