package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.cryptovault.Tenant;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Suite 3, FF1: a value becomes a token of the same length in which every character of the alphabet
 * has become another of it, while spaces and punctuation stay where they are. Equal values of one
 * field class under one data key give equal tokens.
 *
 * <p>It knows no forgery: a token that was changed, or is opened under another key or field class,
 * comes out as some other value of its form. Forms of fewer than a million values are refused
 * ({@link SmallDomainException}).
 *
 * <p>A batch goes through grouped by key. Keeps no key after {@link #forget}. Not safe for use by
 * several threads at once.
 */
public final class FormatCipher {
  /** The suite's number. */
  public static final int SUITE = 3;

  /** The most characters of the alphabet in one value. */
  public static final int MOST_CHARACTERS = 128;

  private final Ff1TweakV1 tweaks;
  private final Ff1 ff1 = new Ff1();
  private final byte[] subKey = new byte[SubKeys.END - SubKeys.FF1];
  private final byte[] numerals = new byte[MOST_CHARACTERS];
  private @Nullable OpenedKey current;

  public FormatCipher(Tenant tenant) {
    this.tweaks = new Ff1TweakV1(tenant);
  }

  /**
   * Returns the token.
   *
   * @throws UnfitValueException for a letter or digit outside the alphabet, too many characters or
   *     too small a domain
   */
  public ColumnToken seal(OpenedKey key, Alphabet alphabet, String fieldClass, String value) {
    var text = new byte[value.length()];
    seal(key, alphabet, fieldClass, ByteBuffer.wrap(ascii(value)), ByteBuffer.wrap(text));
    return new ColumnToken(key.id(), new String(text, US_ASCII));
  }

  /**
   * Returns the value that this token was made of, if it is genuine.
   *
   * @throws InvalidTokenException when the token names another key or cannot be one
   */
  public String open(OpenedKey key, Alphabet alphabet, String fieldClass, ColumnToken token) {
    if (!token.key().equals(key.id())) {
      throw new InvalidTokenException("the token names another key");
    }
    var value = new byte[token.text().length()];
    try {
      var text = ByteBuffer.wrap(ascii(token.text()));
      open(key, alphabet, fieldClass, text, ByteBuffer.wrap(value));
    } catch (UnfitValueException _) {
      throw new InvalidTokenException("not a token of this form");
    }
    return new String(value, US_ASCII);
  }

  /**
   * Writes the token of what remains in {@code value}, ASCII, into {@code tokens}, as many bytes,
   * and moves both positions behind. Makes no garbage where the form fits a long: 18 digits, 12
   * digits and letters, 10 of both cases.
   *
   * @param value and {@code tokens} have arrays
   * @throws UnfitValueException as above; nothing has moved then
   * @throws BufferOverflowException without room for the token; nothing has moved then
   */
  public void seal(
      OpenedKey key, Alphabet alphabet, String fieldClass, ByteBuffer value, ByteBuffer tokens) {
    int length = ready(key, alphabet, value, tokens);
    ff1.encrypt(alphabet.radix(), tweaks.of(alphabet, fieldClass), numerals, length);
    write(alphabet, value, tokens);
  }

  /** Undoes {@link #seal}, in the same manner. */
  public void open(
      OpenedKey key, Alphabet alphabet, String fieldClass, ByteBuffer token, ByteBuffer values) {
    int length = ready(key, alphabet, token, values);
    ff1.decrypt(alphabet.radix(), tweaks.of(alphabet, fieldClass), numerals, length);
    write(alphabet, token, values);
  }

  private int ready(OpenedKey key, Alphabet alphabet, ByteBuffer from, ByteBuffer to) {
    if (to.remaining() < from.remaining()) {
      throw new BufferOverflowException();
    }
    use(key);
    int length = read(alphabet, from);
    if (!Ff1.isLargeEnough(alphabet.radix(), length)) {
      throw SmallDomainException.of(alphabet, length);
    }
    return length;
  }

  private void use(OpenedKey key) {
    key.requireOpen();
    if (!key.equals(current)) {
      key.copy(SubKeys.FF1, SubKeys.END, subKey, 0);
      ff1.init(subKey, 0, subKey.length);
      current = key;
    }
  }

  /** Reads the numerals and returns how many there are. */
  private int read(Alphabet alphabet, ByteBuffer text) {
    int length = 0;
    for (int i = text.position(); i < text.limit(); i++) {
      int numeral = alphabet.numeral(text.get(i));
      if (numeral == Alphabet.FOREIGN) {
        throw alphabet.foreign(i - text.position() + 1);
      }
      if (numeral >= 0) {
        if (length == MOST_CHARACTERS) {
          throw new UnfitValueException("more than " + MOST_CHARACTERS + " characters");
        }
        numerals[length++] = (byte) numeral;
      }
    }
    return length;
  }

  private void write(Alphabet alphabet, ByteBuffer text, ByteBuffer target) {
    int next = 0;
    while (text.hasRemaining()) {
      byte character = text.get();
      target.put(
          alphabet.numeral(character) < 0 ? character : alphabet.character(numerals[next++]));
    }
  }

  // What is beyond ASCII becomes a character that no alphabet has and that is no punctuation.
  private static byte[] ascii(String text) {
    var bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = text.charAt(i) < 128 ? (byte) text.charAt(i) : 0;
    }
    return bytes;
  }

  /** Overwrites the keys that this and the JDK still hold; called at the end of a batch. */
  public void forget() {
    current = null;
    Arrays.fill(subKey, (byte) 0);
    Arrays.fill(numerals, (byte) 0);
    ff1.init(subKey, 0, subKey.length);
    ff1.wipe();
  }
}
