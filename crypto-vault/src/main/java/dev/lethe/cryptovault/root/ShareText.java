package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.cryptovault.SecretBytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/**
 * A share as text, version 1: {@code lethe1-3of5-2-<set>-<value and check>}, the latter two in
 * Crockford's base 32 in groups, which knows no I, L, O and U, and reads them as what they were
 * mistaken for. The check is 24 bits of SHA-256 over everything before it: a slip of the pen goes
 * unnoticed once in 16 million times.
 */
final class ShareText {
  private static final String VERSION = "lethe1";
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int VALUE_BYTES = 32;
  private static final int CHECK_BYTES = 3;
  private static final int GROUP = 4;

  private ShareText() {}

  static String write(Share share) {
    var body =
        ByteBuffer.allocate(VALUE_BYTES + CHECK_BYTES)
            .put(share.value().borrow())
            .put(check(share))
            .array();
    var text = head(share);
    var letters = encode(body);
    Arrays.fill(body, (byte) 0);
    for (int i = 0; i < letters.length(); i += GROUP) {
      text.append('-').append(letters, i, i + GROUP);
    }
    return text.toString();
  }

  static Share read(String text) {
    var parts = text.strip().split("[\\s-]+");
    if (parts.length < 5 || !parts[0].equalsIgnoreCase(VERSION)) {
      throw new ShareException("this is no share of version 1: it does not begin with " + VERSION);
    }
    var share = read(parts, terms(parts[1]), number(parts[2]));
    return share;
  }

  private static Share read(String[] parts, ShareTerms terms, int index) {
    var name = "share " + index + " of " + terms.total();
    var set = encode(decode(parts[3], Share.SET_BYTES, name));
    var body =
        decode(
            String.join("", Arrays.copyOfRange(parts, 4, parts.length)),
            VALUE_BYTES + CHECK_BYTES,
            name);
    var share = new Share(terms, index, set, SecretBytes.takeCopyOf(body, 0, VALUE_BYTES));
    var check = Arrays.copyOfRange(body, VALUE_BYTES, body.length);
    Arrays.fill(body, (byte) 0);
    if (!Arrays.equals(check, check(share))) {
      share.close();
      throw new ShareException(
          name + " has been changed or copied wrongly: its check is not right");
    }
    return share;
  }

  private static ShareTerms terms(String text) {
    try {
      return ShareTerms.parse(text.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ShareException(
          "a share says how many are needed, like 3of5, and this one does not");
    }
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,2}")) {
      throw new ShareException("a share says which one it is, and this one does not");
    }
    return Integer.parseInt(text);
  }

  private static StringBuilder head(Share share) {
    return new StringBuilder(VERSION)
        .append('-')
        .append(share.terms())
        .append('-')
        .append(share.index())
        .append('-')
        .append(share.set());
  }

  private static byte[] check(Share share) {
    var head = head(share).toString().getBytes(US_ASCII);
    return Arrays.copyOf(sha256(head, share.value().borrow()), CHECK_BYTES);
  }

  static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Five bits a letter; the number of bytes is a multiple of five. */
  static String encode(byte[] bytes) {
    var text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte b : bytes) {
      bits = bits << 8 | b & 0xff;
      for (held += 8; held >= 5; held -= 5) {
        text.append(ALPHABET.charAt(bits >>> held - 5 & 31));
      }
      bits &= 31;
    }
    return text.toString();
  }

  private static byte[] decode(String text, int length, String what) {
    if (text.length() != length * 8 / 5) {
      throw new ShareException(
          what + " has " + text.length() + " letters where it should have " + length * 8 / 5);
    }
    var bytes = ByteBuffer.allocate(length);
    int bits = 0;
    int held = 0;
    for (int i = 0; i < text.length(); i++) {
      bits = (bits << 5 | digit(text.charAt(i), what)) & 0xfff;
      held += 5;
      if (held >= 8) {
        held -= 8;
        bytes.put((byte) (bits >>> held));
      }
    }
    return bytes.array();
  }

  private static int digit(char letter, String what) {
    char read = Character.toUpperCase(letter);
    int digit = ALPHABET.indexOf(read == 'O' ? '0' : read == 'I' || read == 'L' ? '1' : read);
    if (digit < 0) {
      throw new ShareException(what + " holds a sign that no share has");
    }
    return digit;
  }
}
