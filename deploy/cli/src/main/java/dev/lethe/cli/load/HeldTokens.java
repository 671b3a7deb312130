package dev.lethe.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.token.InvalidTokenException;
import dev.lethe.cryptovault.token.KeyDerivation;
import dev.lethe.cryptovault.token.OpenedKey;
import dev.lethe.cryptovault.token.TokenCipher;
import dev.lethe.cryptovault.token.TokenV1;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens tokens of a file with keys that were exported for a hold, without a service. What is sealed
 * under other keys stays as it is.
 */
public final class HeldTokens implements AutoCloseable {
  private final TokenCipher cipher;
  private final Map<KeyId, OpenedKey> keys = new HashMap<>();
  private final Map<String, String> fields;
  private long records;
  private long opened;
  private long left;

  /**
   * Opens with these keys.
   *
   * @param tenant the vault's tenant, which tokens are bound to
   * @param dataKeys the keys as the hold's file had them; the caller wipes them
   * @param fields the field class of each column that holds tokens
   */
  public HeldTokens(String tenant, Map<KeyId, SecretBytes> dataKeys, Map<String, String> fields) {
    this.cipher = new TokenCipher(new Tenant(tenant), new SecureRandom());
    this.fields = Map.copyOf(fields);
    var derivation = new KeyDerivation();
    dataKeys.forEach((id, key) -> keys.put(id, derivation.derive(id, key)));
    derivation.forget();
  }

  /** What was done: records written, tokens opened, tokens that stayed. */
  public record Counts(long records, long opened, long left) {}

  /** Writes the file anew with values in the place of tokens. */
  public Counts open(Path from, Path to, char delimiter)
      throws ImportException, ApiException, IOException {
    var file = TokenFile.of(from, delimiter);
    WholeFile.write(to, out -> file.rewrite(out, fields.keySet(), this::take));
    return new Counts(records, opened, left);
  }

  private void take(TokenEntry entry) throws IOException {
    fields.forEach((column, field) -> {
      var token = entry.token(column);
      if (token != null) {
        open(entry, column, field, token);
      }
    });
    entry.write();
    records++;
  }

  private void open(TokenEntry entry, String column, String field, String text) {
    try {
      var token = TokenV1.parseText(text);
      var key = keys.get(token.key());
      if (key != null) {
        entry.replace(column, new String(cipher.open(key, field, token), UTF_8));
        opened++;
        return;
      }
    } catch (InvalidTokenException e) {
      // Counted as one that stays.
    }
    left++;
  }

  /** Overwrites the keys. */
  @Override
  public void close() {
    cipher.forget();
    keys.values().forEach(OpenedKey::close);
  }
}
