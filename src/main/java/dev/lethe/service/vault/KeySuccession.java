package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.UnknownKeyException;
import dev.lethe.service.vault.Rotation.Counts;
import dev.lethe.service.vault.VaultChange.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes successors of keys and tells every process of them. A shred or freeze of the same family is
 * another writer of the vault: it comes before, and the key is left alone, or after, and takes the
 * successor too.
 */
@ApplicationScoped
class KeySuccession {
  private final DataKeys dataKeys;
  private final KeyFamilies families;
  private final KeyLease lease;

  KeySuccession(DataKeys dataKeys, KeyFamilies families, KeyLease lease) {
    this.dataKeys = dataKeys;
    this.families = families;
    this.lease = lease;
  }

  /**
   * What one transaction did.
   *
   * @param former the keys that are present no longer, and those before them
   * @param change the last number under which processes are told of it; 0 for none
   */
  record Step(Counts counts, List<KeyId> former, long change) {
    Step {
      former = List.copyOf(former);
    }
  }

  /** Gives the keys' families new present keys; those that cannot be used are counted only. */
  Step rotate(VaultChange change, Collection<KeyId> keys, @Nullable Instant madeBefore) {
    var known = change.families(keys);
    var chosen = new LinkedHashMap<KeyId, KeyFamily>();
    var young = new ArrayList<KeyId>();
    int frozen = 0;
    int destroyed = 0;
    for (var key : new LinkedHashSet<>(keys)) {
      var family = known.get(key);
      if (family == null) {
        throw new UnknownKeyException(key);
      }
      switch (family.present().state()) {
        case KeyRow.FROZEN -> frozen++;
        case KeyRow.SHREDDED -> destroyed++;
        default -> {
          if (madeBefore == null || family.since().isBefore(madeBefore)) {
            chosen.put(family.first(), family);
          } else {
            young.add(key);
          }
        }
      }
    }
    var counts = new Counts(chosen.size(), young.size(), frozen, destroyed);
    return succeed(change, List.copyOf(chosen.values()), counts);
  }

  /**
   * Gives those keys successors that a rotation of old keys would have chosen, had it not found
   * them frozen.
   */
  Step catchUp(VaultChange change, Collection<KeyId> keys) {
    var bound = change.also(RotationService::readNewestBound);
    return bound.isEmpty()
        ? new Step(new Counts(0, 0, 0, 0), List.of(), 0)
        : rotate(change, keys, bound.get());
  }

  private Step succeed(VaultChange change, List<KeyFamily> chosen, Counts counts) {
    if (chosen.isEmpty()) {
      return new Step(counts, List.of(), 0);
    }
    var firsts = chosen.stream().map(KeyFamily::first).toList();
    change.succeed(firsts, dataKeys.create(change, firsts.size()));
    var former = KeyFamily.keysOf(chosen).stream().map(KeyRow::key).toList();
    return new Step(counts, former, change.tell(former, "rotated"));
  }

  /** Returns when no process makes tokens under the former keys in calls that it begins. */
  void await(Step step) {
    if (!step.former().isEmpty()) {
      families.forget(step.former());
      lease.awaitOthers(step.change());
    }
  }
}
