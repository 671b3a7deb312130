package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.hold.HeldKeys;
import dev.lethe.cryptovault.hold.HeldTerms;
import dev.lethe.cryptovault.hold.HoldException;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.vault.KeyImport.Outcome;
import dev.lethe.service.vault.KeyImport.Refusal;
import dev.lethe.service.vault.VaultChange.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The only way for keys into the vault: keys that another vault exported for a key pair of this
 * one, each hung on the family of a profile, so that whoever erases the profile destroys them too.
 * Who signed the file, and whether the other vault still has the keys, the caller has checked.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class KeyImportService {
  private final VaultDoor door;
  private final VaultDatabase database;
  private final VaultConfig config;
  private final ImportPairs pairs;
  private final KeyStates states;
  private final KeyFamilies families;
  private final Epochs epochs;
  private final TombstoneFile tombstones;
  private final InstantSource clock;

  KeyImportService(
      VaultDoor door,
      VaultDatabase database,
      VaultConfig config,
      ImportPairs pairs,
      KeyStates states,
      KeyFamilies families,
      Epochs epochs,
      TombstoneFile tombstones,
      InstantSource clock) {
    this.door = door;
    this.database = database;
    this.config = config;
    this.pairs = pairs;
    this.states = states;
    this.families = families;
    this.epochs = epochs;
    this.tombstones = tombstones;
    this.clock = clock;
  }

  /**
   * Begins an import: makes the key pair that the keys are to be wrapped for.
   *
   * @param reason kept for ever; names nobody
   */
  public KeyImport open(String reason, Instant expiresAt, String person) {
    return find(pairs.open(reason, expiresAt, person)).orElseThrow();
  }

  /** What {@link #propose} would answer for a file that fits. */
  public Outcome checkProposal(ImportId id) {
    var found = find(id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    var now = found.get();
    return isOpen(now) && now.proposedBy() == null ? new Outcome.Done(now) : new Outcome.Over();
  }

  /**
   * Proposes what is imported, once and for all; no key is in the vault before a second person
   * confirms it.
   *
   * @param signed the file with its signature
   * @param file the file itself
   * @param hangOn for each key of the file the first key of the family that it is to hang on
   */
  public Outcome propose(
      ImportId id, String signed, Json.Obj file, SequencedMap<KeyId, KeyId> hangOn, String person) {
    var refused = refusal(file, hangOn);
    if (refused.isPresent()) {
      return refused.get();
    }
    var outcome =
        database.changing(change ->
            checkProposal(id) instanceof Outcome.Done(KeyImport now)
                ? with(
                    change,
                    now,
                    file,
                    hangOn,
                    (adoption, keys) ->
                        change.also(sql ->
                            KeyImportTable.propose(
                                sql, id, signed, hangOn, person, clock.instant())))
                : checkProposal(id));
    return outcome instanceof Outcome.Done ? found(id) : outcome;
  }

  /** What {@link #confirm} would answer for keys that fit, without any being imported. */
  public Outcome check(ImportId id, String person) {
    var found = find(id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    var now = found.get();
    if (now.isConfirmed()) {
      return person.equals(now.confirmedBy()) ? new Outcome.Done(now) : new Outcome.Over();
    }
    if (!isOpen(now)) {
      return new Outcome.Over();
    }
    if (now.proposedBy() == null) {
      return new Outcome.Empty();
    }
    return now.proposedBy().equals(person) ? new Outcome.SamePerson() : new Outcome.Done(now);
  }

  private boolean isOpen(KeyImport now) {
    return now.endedAt() == null && !now.isConfirmed() && clock.instant().isBefore(now.expiresAt());
  }

  /**
   * Imports all keys that somebody else proposed, or none. When it returns every process opens what
   * was sealed under them, and the private key that opened the file is destroyed. Whoever confirmed
   * it may repeat it, for an answer that was lost.
   *
   * @param file what was proposed, its signature checked again
   */
  public Outcome confirm(ImportId id, Json.Obj file, String person) {
    var checked = check(id, person);
    if (!(checked instanceof Outcome.Done(KeyImport proposed))) {
      return checked;
    }
    if (!proposed.isConfirmed()) {
      var hangOn = hangOn(proposed);
      var refused = refusal(file, hangOn);
      var outcome =
          refused.isPresent()
              ? refused.get()
              : database.changing(change ->
                  check(id, person) instanceof Outcome.Done(KeyImport now)
                      ? take(change, now, file, hangOn, person)
                      : check(id, person));
      if (!(outcome instanceof Outcome.Done)) {
        return outcome;
      }
    }
    return finish(proposed);
  }

  private Outcome take(
      VaultChange change,
      KeyImport now,
      Json.Obj file,
      SequencedMap<KeyId, KeyId> hangOn,
      String person) {
    if (now.isConfirmed()) {
      return new Outcome.Done(now);
    }
    var at = clock.instant();
    long epoch = epochs.current(change).number();
    return with(
        change,
        now,
        file,
        hangOn,
        (adoption, keys) -> {
          int taken = adoption.take(keys, epoch, at);
          int present = hangOn.size() - taken;
          change.also(sql -> KeyImportTable.confirm(sql, now.id(), person, taken, present, at));
        });
  }

  /** Goes on with an import whose keys are in the vault. */
  public Outcome finish(KeyImport confirmed) {
    families.forget(confirmed.keys());
    states.settle(confirmed.keys());
    pairs.end(confirmed);
    return found(confirmed.id());
  }

  private static SequencedMap<KeyId, KeyId> hangOn(KeyImport proposed) {
    var hangOn = new LinkedHashMap<KeyId, KeyId>();
    for (int i = 0; i < proposed.keys().size(); i++) {
      hangOn.put(proposed.keys().get(i), proposed.families().get(i));
    }
    return hangOn;
  }

  /** Why a file cannot be imported at all. */
  private Optional<Outcome> refusal(Json.Obj file, Map<KeyId, KeyId> hangOn) {
    try {
      var terms = HeldTerms.of(file);
      var ids = HeldKeys.ids(file);
      if (!terms.tenant().equals(config.tenant())) {
        return Optional.of(new Outcome.Refused(Refusal.TENANT, null));
      }
      if (!clock.instant().isBefore(terms.expiresAt())) {
        return Optional.of(new Outcome.Refused(Refusal.EXPIRED, null));
      }
      if (!hangOn.keySet().containsAll(ids) || hangOn.size() != ids.size()) {
        return Optional.of(new Outcome.Refused(Refusal.MAPPING, null));
      }
      // Who shreds appends here and to the table at once, so that later ones are in the table.
      return tombstones.named(ids).stream()
          .findFirst()
          .map(key -> new Outcome.Refused(Refusal.DESTROYED, key));
    } catch (HoldException e) {
      return Optional.of(new Outcome.Refused(Refusal.FILE, null));
    }
  }

  /** What is done with keys that fit. */
  private interface Doing {
    void with(Adoption adoption, Map<KeyId, SecretBytes> keys);
  }

  private Outcome with(
      VaultChange change,
      KeyImport now,
      Json.Obj file,
      SequencedMap<KeyId, KeyId> hangOn,
      Doing doing) {
    var secret = pairs.secret(change, now.pair());
    if (secret.isEmpty()) {
      return new Outcome.Over();
    }
    Map<KeyId, SecretBytes> keys = Map.of();
    try {
      keys = HeldKeys.open(file, secret.get());
      var adoption = new Adoption(change, door.require().pages(), hangOn);
      var refused = adoption.refusal(keys);
      if (refused.isPresent()) {
        return refused.get();
      }
      doing.with(adoption, keys);
      return new Outcome.Done(now);
    } catch (HoldException e) {
      return new Outcome.Refused(Refusal.FILE, null);
    } finally {
      keys.values().forEach(SecretBytes::close);
    }
  }

  /** Destroys the private keys of imports that are over; harmless to repeat. */
  public void endThoseThatAreOver() {
    database.with(sql -> KeyImportTable.over(sql, clock.instant())).forEach(pairs::end);
  }

  /** How many keys of these keys' families came from another vault. */
  public int imported(Collection<KeyId> keys) {
    return database.with(sql -> {
      var ring = KeyFamily.keysOf(KeyFamily.read(sql, keys).values());
      return sql.query(
              "select count(*) from data_key where imported and key_id = any(?)",
              row -> row.getInt(1),
              sql.keys(ring.stream().map(KeyRow::key).toList()))
          .getFirst();
    });
  }

  private Outcome found(ImportId id) {
    return find(id).<Outcome>map(Outcome.Done::new).orElseGet(Outcome.Unknown::new);
  }

  /** The import of this id, if there is one. */
  public Optional<KeyImport> find(ImportId id) {
    return database.with(sql -> KeyImportTable.find(sql, id));
  }

  /** Newest first, those with a lower number than {@code seq}. */
  public List<KeyImport> before(long seq, int limit) {
    return database.with(sql -> KeyImportTable.before(sql, seq, limit));
  }

  /** Those of {@link #before} that wait for a second person. */
  public List<KeyImport> waiting(long seq, int limit) {
    return database.with(sql -> KeyImportTable.waiting(sql, seq, limit, clock.instant()));
  }
}
