package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.KeyId;

/**
 * A token that looks like the value it replaces, suites 3 and 4, together with what it cannot say
 * itself: the key that it was made under. Whoever stores the text stores the key's id, or the
 * profile that owns the key, in a column beside it, and gives both back to open it.
 */
public record ColumnToken(KeyId key, String text) {}
