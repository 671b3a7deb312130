package dev.lethe.bench.tokens;

import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.token.Alphabet;
import dev.lethe.cryptovault.token.FormatCipher;
import java.nio.ByteBuffer;

/** Makes format-preserving tokens of ten digits, one for each profile, into one buffer. */
final class FormatWork implements Work {
  private static final int DIGITS = 10;
  private static final String FIELD = "phone";

  private final OpenedKeys keys;
  private final FormatCipher cipher = new FormatCipher(new Tenant("default"));
  private final Values values = Values.digits(BATCH, DIGITS);
  private final ByteBuffer tokens = ByteBuffer.allocate(BATCH * DIGITS);

  FormatWork(OpenedKeys keys) {
    this.keys = keys;
  }

  @Override
  public void batch() {
    seal();
    cipher.forget();
    keys.forget();
  }

  private void seal() {
    keys.draw(BATCH);
    tokens.clear();
    for (int i = 0; i < BATCH; i++) {
      cipher.seal(keys.key(i), Alphabet.DIGITS, FIELD, values.get(i), tokens);
    }
  }

  @Override
  public void check() {
    seal();
    for (int i = 0; i < BATCH; i++) {
      var value = ByteBuffer.allocate(DIGITS);
      var token = tokens.duplicate().limit((i + 1) * DIGITS).position(i * DIGITS);
      cipher.open(keys.key(i), Alphabet.DIGITS, FIELD, token, value);
      if (!value.flip().equals(values.get(i))) {
        throw new IllegalStateException("a value did not come back");
      }
    }
    keys.forget();
  }
}
