package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.hold.RecipientSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Key pairs that keys of another vault are wrapped for. The private key follows from a data key, so
 * it is destroyed as data keys are: with a tombstone, in every process, and for good, so that a
 * file kept outside brings no key back after its shred.
 */
@ApplicationScoped
class ImportPairs {
  private final VaultDoor door;
  private final VaultDatabase database;
  private final DataKeys dataKeys;
  private final KeyStates states;
  private final SecureRandom random;
  private final InstantSource clock;

  ImportPairs(
      VaultDoor door,
      VaultDatabase database,
      DataKeys dataKeys,
      KeyStates states,
      SecureRandom random,
      InstantSource clock) {
    this.door = door;
    this.database = database;
    this.dataKeys = dataKeys;
    this.states = states;
    this.random = random;
    this.clock = clock;
  }

  /** An import that a key pair has just been made for. */
  ImportId open(String reason, Instant expiresAt, String person) {
    var id = ImportId.random(random);
    database.changing(change -> {
      var pair = dataKeys.create(change, 1).getFirst();
      var recipient = secret(change, pair).orElseThrow().publicKey();
      return change.also(sql ->
          KeyImportTable.insert(
              sql, id, reason, pair, recipient, expiresAt, person, clock.instant()));
    });
    return id;
  }

  /** The private key, unless it has been destroyed. */
  Optional<RecipientSecret> secret(VaultChange change, KeyId pair) {
    var found = KeyMaterial.read(door.require().pages(), change, change.keys(List.of(pair)));
    try {
      return Optional.ofNullable(found.get(pair)).map(RecipientSecret::derivedFrom);
    } finally {
      found.values().forEach(SecretBytes::close);
    }
  }

  /** Destroys the private key; repeating it destroys nothing more. */
  void end(KeyImport over) {
    states.shred(List.of(over.pair()), "import_ended");
    database.with(sql -> KeyImportTable.end(sql, over.id(), clock.instant()));
  }
}
