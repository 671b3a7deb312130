package dev.lethe.cryptovault.proof;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks what a deletion's receipt says about destroyed keys. */
final class KeyDestruction {
  private final Findings findings;

  KeyDestruction(Findings findings) {
    this.findings = findings;
  }

  void check(Json.Obj statement, OptionalLong profiles) {
    Optional<Json.Obj> keys = findings.object(statement, "keys", "The receipt of a deletion");
    OptionalLong deleted =
        findings.count(statement, "profiles_deleted", "The receipt of a deletion");
    if (keys.isEmpty() || profiles.isEmpty()) {
      return;
    }
    OptionalLong shredded = findings.count(keys.get(), "shredded", "The keys");
    findings.require(
        shredded.orElse(-1) == profiles.getAsLong(),
        shredded.orElse(0) + " keys destroyed, one for each profile.",
        "The number of destroyed keys is not the number of profiles.");
    findings.require(
        deleted.orElse(-1) == profiles.getAsLong(),
        deleted.orElse(0) + " profiles deleted.",
        "The number of deleted profiles is not the number of profiles.");
    times(keys.get());
  }

  private void times(Json.Obj keys) {
    Optional<Instant> logical = findings.time(keys, "logical_at", "The keys");
    Optional<Instant> last = findings.time(keys, "final_at", "The keys");
    if (logical.isEmpty() || last.isEmpty()) {
      return;
    }
    findings.require(
        !last.get().isBefore(logical.get()),
        "Keys unusable since "
            + logical.get()
            + ", unrecoverable from backups of the vault from "
            + last.get()
            + " on.",
        "The keys' final time lies before their logical time.");
  }
}
