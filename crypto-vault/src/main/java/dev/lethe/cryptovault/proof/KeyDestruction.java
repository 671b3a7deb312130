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
    number(keys.get(), profiles.getAsLong());
    imported(keys.get());
    heldCopies(keys.get());
    findings.require(
        deleted.orElse(-1) == profiles.getAsLong(),
        deleted.orElse(0) + " profiles deleted.",
        "The number of deleted profiles is not the number of profiles.");
    times(keys.get());
  }

  /** One key for each profile, and those that were rotated out before. */
  private void number(Json.Obj keys, long profiles) {
    OptionalLong shredded = findings.count(keys, "shredded", "The keys");
    OptionalLong former =
        keys.get("former").isPresent()
            ? findings.count(keys, "former", "The keys")
            : OptionalLong.of(0);
    findings.require(
        shredded.orElse(-1) == profiles + former.orElse(0),
        shredded.orElse(0)
            + " keys destroyed, one for each profile"
            + (former.orElse(0) == 0 ? "." : " and " + former.orElse(0) + " former ones."),
        "The number of destroyed keys is not the number of profiles"
            + (former.orElse(0) == 0 ? "." : " and of their former keys."));
  }

  /** Some of the former keys lived in another vault before. */
  private void imported(Json.Obj keys) {
    if (keys.get("imported").isEmpty()) {
      return;
    }
    long imported = findings.count(keys, "imported", "The keys").orElse(0);
    long former = findings.count(keys, "former", "The keys").orElse(0);
    if (imported > former) {
      findings.failed("More keys were imported than there are former ones.");
    } else {
      findings.noted(
          imported
              + " of the keys came from another vault; this receipt says nothing of copies there.");
    }
  }

  private void heldCopies(Json.Obj keys) {
    if (keys.get("held_copies").isEmpty()) {
      return;
    }
    for (Json copy : findings.array(keys, "held_copies", "The keys")) {
      if (copy instanceof Json.Obj held) {
        OptionalLong count = findings.count(held, "keys", "The held copy");
        Optional<Instant> at = findings.time(held, "exported_at", "The held copy");
        findings.noted(
            "A copy of "
                + count.orElse(0)
                + " keys left the vault "
                + at.map(moment -> "at " + moment).orElse("before")
                + "; whoever holds it can still read what was sealed under them.");
      } else {
        findings.failed("A held copy is no object.");
      }
    }
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
