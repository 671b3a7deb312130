package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.Tenant;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Seals values into tokens and opens them, suites 1 and 2. Setting a key up costs more than sealing
 * a value, so a batch goes through grouped by key. Keeps no key after {@link #forget}. Not safe for
 * use by several threads at once.
 */
public final class TokenCipher {
  private final AssociatedDataV1 associated;
  private final byte[][] binding = new byte[1][];
  private final AesGcm gcm;
  private final AesSiv siv = new AesSiv();
  private final byte[] subKeys = new byte[SubKeys.INDEX];
  private final RawKey gcmKey = new RawKey("AES", subKeys, SubKeys.GCM, SubKeys.SIV);
  private @Nullable OpenedKey current;
  private boolean sivIsReady;

  public TokenCipher(Tenant tenant, SecureRandom random) {
    this.associated = new AssociatedDataV1(tenant);
    this.gcm = new AesGcm(random);
  }

  /** The bytes that the token of a value of so many bytes has. */
  public static int tokenLength(Suite suite, int valueLength) {
    return TokenV1.HEADER_BYTES + valueLength + overhead(suite);
  }

  /**
   * The bytes that the value of a token of so many bytes has; not positive when it is cut short.
   */
  public static int valueLength(Suite suite, int tokenLength) {
    return tokenLength - TokenV1.HEADER_BYTES - overhead(suite);
  }

  private static int overhead(Suite suite) {
    return switch (suite) {
      case RANDOM -> AesGcm.OVERHEAD_BYTES;
      case DETERMINISTIC -> AesSiv.SIV_BYTES;
    };
  }

  /** Returns the token's bytes. */
  public byte[] seal(Suite suite, OpenedKey key, String fieldClass, byte[] value) {
    var token = new byte[tokenLength(suite, value.length)];
    seal(suite, key, fieldClass, ByteBuffer.wrap(value), ByteBuffer.wrap(token));
    return token;
  }

  /**
   * Writes the token of what remains in {@code value} into {@code tokens}, {@link #tokenLength}
   * bytes, and moves both positions behind. Makes no garbage itself; the JDK's AES-GCM does.
   *
   * @param value and {@code tokens} have arrays, and not the same one
   * @throws BufferOverflowException without room for the token; nothing has moved then
   */
  public void seal(
      Suite suite, OpenedKey key, String fieldClass, ByteBuffer value, ByteBuffer tokens) {
    int length = value.remaining();
    int at = claim(tokens, tokenLength(suite, length));
    var in = value.array();
    int from = value.arrayOffset() + value.position();
    int body = at + TokenV1.HEADER_BYTES;
    use(key);
    bind(suite, key, fieldClass);
    TokenV1.writeHeader(suite, key.id(), tokens.array(), at);
    switch (suite) {
      case RANDOM -> gcm.seal(gcmKey, binding[0], in, from, length, tokens.array(), body);
      case DETERMINISTIC -> siv().seal(in, from, length, tokens.array(), body, binding);
    }
    value.position(value.limit());
    tokens.position(tokens.position() + tokenLength(suite, length));
  }

  /**
   * Returns the value, or throws {@link InvalidTokenException} when any part of the binding
   * differs.
   */
  public byte[] open(OpenedKey key, String fieldClass, TokenV1 token) {
    int length = valueLength(token.suite(), token.borrow().length);
    var value = new byte[Math.max(0, length)];
    open(key, fieldClass, ByteBuffer.wrap(token.borrow()), ByteBuffer.wrap(value));
    return value;
  }

  /**
   * Writes the value of the one token that remains in {@code token} into {@code values}, {@link
   * #valueLength} bytes, and moves both positions behind.
   *
   * @param token and {@code values} have arrays, and not the same one
   * @throws InvalidTokenException when any part of the binding differs; nothing has moved then, and
   *     no byte of the value has been left
   * @throws BufferOverflowException without room for the value; nothing has moved then
   */
  public void open(OpenedKey key, String fieldClass, ByteBuffer token, ByteBuffer values) {
    var in = token.array();
    int from = token.arrayOffset() + token.position();
    int length = token.remaining() - TokenV1.HEADER_BYTES;
    var suite = TokenV1.suite(in, from, token.remaining());
    if (!TokenV1.names(key.id(), in, from)) {
      throw new InvalidTokenException("the token names another key");
    }
    int valueLength = Math.max(0, length - overhead(suite));
    int at = claim(values, valueLength);
    use(key);
    bind(suite, key, fieldClass);
    int body = from + TokenV1.HEADER_BYTES;
    switch (suite) {
      case RANDOM -> gcm.open(gcmKey, binding[0], in, body, length, values.array(), at);
      case DETERMINISTIC -> siv().open(in, body, length, values.array(), at, binding);
    }
    token.position(token.limit());
    values.position(values.position() + valueLength);
  }

  private static int claim(ByteBuffer target, int length) {
    if (target.remaining() < length) {
      throw new BufferOverflowException();
    }
    return target.arrayOffset() + target.position();
  }

  private void use(OpenedKey key) {
    key.requireOpen();
    if (!key.equals(current)) {
      key.copy(0, SubKeys.INDEX, subKeys, 0);
      current = key;
      sivIsReady = false;
    }
  }

  private void bind(Suite suite, OpenedKey key, String fieldClass) {
    binding[0] = associated.of(suite, key.id(), fieldClass);
  }

  private AesSiv siv() {
    if (!sivIsReady) {
      siv.init(subKeys, SubKeys.SIV, SubKeys.INDEX);
      sivIsReady = true;
    }
    return siv;
  }

  /** Overwrites the keys that this and the JDK still hold; called at the end of a batch. */
  public void forget() {
    current = null;
    sivIsReady = false;
    Arrays.fill(subKeys, (byte) 0);
    siv.init(subKeys, SubKeys.SIV, SubKeys.INDEX);
    siv.wipe();
    gcm.forget();
  }
}
