package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.ProfileId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A profile that waits for a customer, whether its row is written yet or not.
 *
 * @param attributes null when its key is destroyed or frozen
 */
record Waiting(StoredProfile profile, @Nullable Attributes attributes, List<Long> blocks) {
  ProfileId id() {
    return profile.id();
  }

  @Override
  public String toString() {
    return "Waiting[" + id() + "]";
  }
}
