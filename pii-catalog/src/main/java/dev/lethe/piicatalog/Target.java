package dev.lethe.piicatalog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A system that holds personal data. The name is unique in a catalog; the connector is the kind of
 * adapter that acts there, and is null while nobody has said how Lethe reaches the system.
 */
public record Target(String name, @Nullable String connector) {

  /** Refuses an empty name. */
  public Target {
    Objects.requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a target needs a name");
    }
  }
}
