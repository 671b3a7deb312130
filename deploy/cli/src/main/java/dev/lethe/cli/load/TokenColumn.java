package dev.lethe.cli.load;

import org.jspecify.annotations.Nullable;

/**
 * A column of tokens of a file.
 *
 * @param fieldClass that they were made for
 * @param suite 3 or 4 where the tokens do not say it; null for the catalog's choice
 * @param alphabet of suites 3 and 4; null for the catalog's
 * @param key the column with the keys that stand beside tokens of suites 3 and 4
 */
public record TokenColumn(
    String name,
    String fieldClass,
    @Nullable Integer suite,
    @Nullable String alphabet,
    @Nullable String key) {}
