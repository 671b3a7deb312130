package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.cryptovault.SecretBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * The bodies that carry a page to the transit engine and back. They are written and read as bytes,
 * never as text, so that they can be wiped.
 */
final class TransitPages {
  private static final byte[] PLAINTEXT = "\"plaintext\":\"".getBytes(US_ASCII);

  private TransitPages() {}

  static byte[] toSeal(SecretBytes page, byte[] associated) {
    var encoded = Base64.getEncoder().encode(page.borrow());
    var body = member("plaintext", encoded, associated);
    Arrays.fill(encoded, (byte) 0);
    return body;
  }

  static byte[] toOpen(byte[] sealed, byte[] associated) {
    return member("ciphertext", sealed, associated);
  }

  private static byte[] member(String name, byte[] value, byte[] associated) {
    var begin = ("{\"" + name + "\":\"").getBytes(US_ASCII);
    var middle = "\",\"associated_data\":\"".getBytes(US_ASCII);
    var data = Base64.getEncoder().encode(associated);
    return ByteBuffer.allocate(begin.length + value.length + middle.length + data.length + 2)
        .put(begin)
        .put(value)
        .put(middle)
        .put(data)
        .put("\"}".getBytes(US_ASCII))
        .array();
  }

  /** The page in an answer, which is wiped. */
  static SecretBytes opened(byte[] answer) {
    int from = indexOf(answer, PLAINTEXT) + PLAINTEXT.length;
    int to = from;
    while (to < answer.length && answer[to] != '"') {
      to++;
    }
    var encoded = Arrays.copyOfRange(answer, from, to);
    try {
      return SecretBytes.takeOwnershipOf(Base64.getDecoder().decode(encoded));
    } catch (IllegalArgumentException e) {
      throw new RootKeyException("the transit server's answer holds no page");
    } finally {
      Arrays.fill(answer, (byte) 0);
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int at = 0; at + part.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new RootKeyException("the transit server's answer holds no page");
  }
}
