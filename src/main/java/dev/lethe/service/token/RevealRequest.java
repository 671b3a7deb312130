package dev.lethe.service.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens whose values are asked for, and what for. Purpose and reason go into the audit log. */
record RevealRequest(
    @Nullable String purpose, @Nullable String reason, @Nullable List<@Nullable Item> items) {
  /** A token and the field class that it was made for. */
  record Item(@Nullable String ref, @Nullable String token, @Nullable String field) {}
}
