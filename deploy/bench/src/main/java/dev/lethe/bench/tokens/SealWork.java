package dev.lethe.bench.tokens;

import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenCipher;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Makes the tokens of a batch, some fields of each profile, into one buffer. */
final class SealWork implements Work {
  static final String[] FIELDS = {
    "email", "phone", "name", "street", "city", "loyalty_id", "birth_date", "device_id"
  };

  private final OpenedKeys keys;
  private final Suite suite;
  private final int fields;
  private final TokenCipher cipher = new TokenCipher(new Tenant("default"), new SecureRandom());
  private final Values values = Values.random(BATCH, VALUE_BYTES);
  private final ByteBuffer tokens;

  SealWork(OpenedKeys keys, Suite suite, int fields) {
    this.keys = keys;
    this.suite = suite;
    this.fields = fields;
    this.tokens = ByteBuffer.allocate(BATCH * TokenCipher.tokenLength(suite, VALUE_BYTES));
  }

  @Override
  public void batch() {
    seal();
    cipher.forget();
    keys.forget();
  }

  private void seal() {
    keys.draw(BATCH / fields);
    tokens.clear();
    for (int i = 0; i < BATCH; i += fields) {
      var key = keys.key(i / fields);
      for (int field = 0; field < fields; field++) {
        cipher.seal(suite, key, FIELDS[field], values.get(i + field), tokens);
      }
    }
  }

  @Override
  public void check() {
    seal();
    int length = TokenCipher.tokenLength(suite, VALUE_BYTES);
    for (int i = 0; i < BATCH; i++) {
      var value = ByteBuffer.allocate(VALUE_BYTES);
      var token = tokens.duplicate().limit((i + 1) * length).position(i * length);
      cipher.open(keys.key(i / fields), FIELDS[i % fields], token, value);
      if (!value.flip().equals(values.get(i))) {
        throw new IllegalStateException("a value did not come back");
      }
    }
    keys.forget();
  }
}
