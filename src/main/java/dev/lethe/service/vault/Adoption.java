package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.page.KeyPages;
import dev.lethe.service.vault.KeyImport.Outcome.Refused;
import dev.lethe.service.vault.KeyImport.Refusal;
import dev.lethe.service.vault.VaultChange.KeyRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keys of another vault that are to hang on families of this one, looked at and taken in by one
 * change, which no shred or freeze of those families can overtake.
 */
final class Adoption {
  private final VaultChange change;
  private final KeyPages pages;
  private final SequencedMap<KeyId, KeyId> families;
  private final Map<KeyId, KeyRow> known;

  /**
   * An adoption.
   *
   * @param families the first key of the family that each key is to hang on
   */
  Adoption(VaultChange change, KeyPages pages, SequencedMap<KeyId, KeyId> families) {
    this.change = change;
    this.pages = pages;
    this.families = families;
    this.known =
        change.keys(families.keySet()).stream().collect(Collectors.toMap(KeyRow::key, row -> row));
  }

  /** Why these keys cannot be taken in, if so. */
  Optional<Refused> refusal(Map<KeyId, SecretBytes> secrets) {
    return malformed(secrets)
        .or(this::destroyed)
        .or(this::unfitFamily)
        .or(this::elsewhere)
        .or(() -> otherBytes(secrets));
  }

  private static Optional<Refused> malformed(Map<KeyId, SecretBytes> secrets) {
    return secrets.entrySet().stream()
        .filter(one -> !KeyPages.isKey(one.getValue()))
        .findFirst()
        .map(one -> new Refused(Refusal.FILE, one.getKey()));
  }

  private Optional<Refused> destroyed() {
    return change.tombstoned(families.keySet()).stream()
        .findFirst()
        .map(key -> new Refused(Refusal.DESTROYED, key));
  }

  private Optional<Refused> unfitFamily() {
    var found = change.families(families.values());
    for (var entry : families.entrySet()) {
      var family = found.get(entry.getValue());
      if (family == null
          || !family.first().equals(entry.getValue())
          || !family.present().state().equals(KeyRow.ACTIVE)) {
        return Optional.of(new Refused(Refusal.PROFILE, entry.getKey()));
      }
    }
    return Optional.empty();
  }

  private Optional<Refused> elsewhere() {
    return change.families(known.keySet()).entrySet().stream()
        .filter(one -> !one.getValue().first().equals(families.get(one.getKey())))
        .findFirst()
        .map(one -> new Refused(Refusal.OTHER_PROFILE, one.getKey()));
  }

  private Optional<Refused> otherBytes(Map<KeyId, SecretBytes> secrets) {
    var own = KeyMaterial.read(pages, change, known.values());
    try {
      return known.keySet().stream()
          .filter(key -> !isSame(own.get(key), secrets.get(key)))
          .findFirst()
          .map(key -> new Refused(Refusal.OTHER_BYTES, key));
    } finally {
      own.values().forEach(SecretBytes::close);
    }
  }

  private static boolean isSame(@Nullable SecretBytes own, @Nullable SecretBytes other) {
    return own != null && other != null && own.sameAs(other);
  }

  /** Takes in those keys that are new here, and tells every process; gives how many they are. */
  int take(Map<KeyId, SecretBytes> secrets, long epoch, Instant now) {
    var fresh = new LinkedHashMap<>(families);
    fresh.keySet().removeAll(known.keySet());
    if (fresh.isEmpty()) {
      return 0;
    }
    var keys = List.copyOf(fresh.keySet());
    long first = change.nextSlot();
    var bytes = new ArrayList<SecretBytes>();
    keys.forEach(key -> bytes.add(Objects.requireNonNull(secrets.get(key))));
    pages.put(change, first, bytes, epoch);
    change.adopt(keys, List.copyOf(fresh.values()), first, now);
    // For whoever remembers that no key of the vault has another as its present one.
    change.tell(keys, "rotated");
    return keys.size();
  }
}
