package dev.lethe.service.key;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.fanout.Dispatcher;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.vault.Rotation;
import dev.lethe.service.vault.RotationId;
import dev.lethe.service.vault.RotationService;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Rotates the keys of profiles: of those that are named at once, of all in parts, wherever one of
 * the processes finds the time. The log knows of a rotation before any key changes.
 */
@ApplicationScoped
class RotationWork implements Dispatcher.Recurring {
  private static final int PROFILES_IN_A_PART = 1_000;
  private static final int PARTS_IN_A_ROUND = 5;

  private final RotationService rotations;
  private final IdentityService identity;
  private final AuditService audit;
  private final InstantSource clock;
  private final Duration waits;

  RotationWork(
      RotationService rotations,
      IdentityService identity,
      AuditService audit,
      InstantSource clock,
      @ConfigProperty(name = "lethe.keys.rotation-waits", defaultValue = "PT5M") Duration waits) {
    this.rotations = rotations;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
    this.waits = waits;
  }

  Rotation ofProfiles(List<ProfileId> profiles, String person, String reason) {
    var keys = keysOf(profiles, identity);
    var names = keys.stream().map(KeyId::toString).toList();
    audit.append(
        new AuditEvent("keys.rotation_asked", person, Map.of("keys", names, "reason", reason)));
    var rotation = rotations.rotate(keys, person, reason);
    logEnd(rotation);
    return rotation;
  }

  /** The first keys of profiles that must all be there. */
  static List<KeyId> keysOf(List<ProfileId> profiles, IdentityService identity) {
    var keys = identity.keys(profiles);
    for (int i = 0; i < profiles.size(); i++) {
      if (!keys.containsKey(profiles.get(i))) {
        throw ProblemException.invalidField("profiles", "Profile " + i + " is not there.");
      }
    }
    return keys.values().stream().distinct().sorted().toList();
  }

  Rotation ofKeysOlderThan(Instant moment, String person, String reason) {
    if (moment.isAfter(clock.instant())) {
      throw ProblemException.invalidField("older_than", "A moment that has passed.");
    }
    audit.append(
        new AuditEvent(
            "keys.rotation_asked",
            person,
            Map.of("older_than", moment.toString(), "reason", reason)));
    return rotations.begin(moment, person, reason);
  }

  /**
   * Does some parts of every rotation that is not over. A rotation of old keys has waited before:
   * by now no process hands out a key older than its bound, and the profiles of those that were
   * handed out are there.
   */
  @Override
  public void run() {
    for (var rotation : rotations.running()) {
      if (clock.instant().isBefore(rotation.requestedAt().plus(waits))) {
        continue;
      }
      var now = rotation;
      for (int part = 0; part < PARTS_IN_A_ROUND && now.endedAt() == null; part++) {
        now = next(now);
      }
    }
  }

  private Rotation next(Rotation seen) {
    var place = seen.place();
    var keys = identity.keysAfter(place == null ? null : new ProfileId(place), PROFILES_IN_A_PART);
    boolean last = keys.size() < PROFILES_IN_A_PART;
    var part =
        rotations.advance(
            seen, keys.values(), keys.isEmpty() ? null : keys.lastKey().value(), last);
    if (part.own() && part.now().endedAt() != null) {
      logEnd(part.now());
    }
    return part.now();
  }

  private void logEnd(Rotation rotation) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("rotation", rotation.id().toString());
    facts.put("rotated", rotation.counts().rotated());
    facts.put("young", rotation.counts().young());
    facts.put("frozen", rotation.counts().frozen());
    facts.put("destroyed", rotation.counts().destroyed());
    audit.append(new AuditEvent("keys.rotated", rotation.requestedBy(), facts));
  }

  Rotation find(RotationId id) {
    return rotations
        .find(id)
        .orElseThrow(
            () -> new ProblemException(ProblemType.NOT_FOUND, "There is no such rotation."));
  }

  Page<RotationView> page(@Nullable String after, int limit) {
    return Page.newestFirst(after, limit, rotations::before, Rotation::seq).map(RotationView::of);
  }
}
