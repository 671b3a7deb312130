package dev.lethe.bench.tokens;

import static dev.lethe.bench.tokens.SealWork.FIELDS;

import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenCipher;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Opens the tokens of a batch into one buffer. They were made beforehand, so the profiles of a
 * batch are drawn at random once and not each time.
 */
final class OpenWork implements Work {
  private final OpenedKeys keys;
  private final int fields;
  private final int tokenLength;
  private final TokenCipher cipher = new TokenCipher(new Tenant("default"), new SecureRandom());
  private final Values values = Values.random(BATCH, VALUE_BYTES);
  private final ByteBuffer tokens;
  private final ByteBuffer opened = ByteBuffer.allocate(BATCH * VALUE_BYTES);

  OpenWork(OpenedKeys keys, Suite suite, int fields) {
    this.keys = keys;
    this.fields = fields;
    this.tokenLength = TokenCipher.tokenLength(suite, VALUE_BYTES);
    this.tokens = ByteBuffer.allocate(BATCH * tokenLength);
    keys.draw(BATCH / fields);
    for (int i = 0; i < BATCH; i++) {
      cipher.seal(suite, keys.key(i / fields), FIELDS[i % fields], values.get(i), tokens);
    }
  }

  @Override
  public void batch() {
    opened.clear();
    for (int i = 0; i < BATCH; i += fields) {
      var key = keys.key(i / fields);
      for (int field = 0; field < fields; field++) {
        int at = (i + field) * tokenLength;
        cipher.open(key, FIELDS[field], tokens.limit(at + tokenLength).position(at), opened);
      }
    }
    cipher.forget();
  }

  @Override
  public void check() {
    batch();
    opened.flip();
    for (int i = 0; i < BATCH; i++) {
      if (!opened.slice(i * VALUE_BYTES, VALUE_BYTES).equals(values.get(i))) {
        throw new IllegalStateException("a value did not come back");
      }
    }
  }
}
