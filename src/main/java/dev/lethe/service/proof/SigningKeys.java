package dev.lethe.service.proof;

import dev.lethe.cryptovault.proof.SigningKey;
import dev.lethe.cryptovault.proof.VerifyingKey;
import dev.lethe.service.database.Sql;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Plain;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.VaultService;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the receipts' signing key: its private part is stored only sealed under a key of the vault.
 */
@ApplicationScoped
class SigningKeys {
  private static final String FIELD = "receipt.signing_key";
  private static final String WRAPPING_KEY = "receipt-signing";

  private final AgroalDataSource dataSource;
  private final VaultService vault;
  private final SecureRandom random;
  private final InstantSource clock;
  private volatile @Nullable SigningKey current;

  SigningKeys(
      AgroalDataSource dataSource, VaultService vault, SecureRandom random, InstantSource clock) {
    this.dataSource = dataSource;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
  }

  /** Returns the key that signs now, made at first need. */
  SigningKey current() {
    SigningKey known = current;
    if (known == null) {
      known = stored().orElseGet(this::make);
      current = known;
    }
    return known;
  }

  private Optional<SigningKey> stored() {
    try (Connection connection = dataSource.getConnection()) {
      return new Sql(connection)
              .query(
                  "select key_id, sealed_seed from signing_key where retired_at is null",
                  row -> open(row.getString(1), row.getBytes(2)))
              .stream()
              .findFirst();
    } catch (SQLException e) {
      throw new ProofStoreException("could not read the signing key", e);
    }
  }

  private SigningKey open(String keyId, byte[] sealed) {
    Sealed token = new Sealed(vault.namedKey(WRAPPING_KEY), FIELD, sealed);
    if (!(vault.open(List.of(token)).getFirst() instanceof Opened.Value(byte[] seed))) {
      throw new IllegalStateException("the vault does not open the signing key " + keyId);
    }
    SigningKey key = SigningKey.fromSeed(seed);
    SigningKey.wipe(seed);
    if (!key.verifyingKey().id().equals(keyId)) {
      throw new IllegalStateException("the stored signing key is not " + keyId);
    }
    return key;
  }

  private SigningKey make() {
    SigningKey fresh = SigningKey.generate(random);
    byte[] seed = fresh.takeSeedForSealing();
    byte[] sealed =
        vault.seal(List.of(new Plain(vault.namedKey(WRAPPING_KEY), FIELD, seed))).getFirst();
    SigningKey.wipe(seed);
    store(fresh.verifyingKey(), sealed);
    // Another node may have been faster; what is stored is what signs.
    return stored().orElseThrow();
  }

  private void store(VerifyingKey key, byte[] sealed) {
    try (Connection connection = dataSource.getConnection()) {
      new Sql(connection)
          .update(
              "insert into signing_key (key_id, public_key, sealed_seed, created_at)"
                  + " values (?, ?, ?, ?) on conflict do nothing",
              key.id(),
              key.raw(),
              sealed,
              clock.instant());
    } catch (SQLException e) {
      throw new ProofStoreException("could not store the signing key", e);
    }
  }
}
