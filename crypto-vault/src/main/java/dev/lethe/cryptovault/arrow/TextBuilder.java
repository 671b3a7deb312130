package dev.lethe.cryptovault.arrow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of texts that is to be written. */
public final class TextBuilder {
  private static final byte[] URL_SAFE =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int SIX_BITS = 0x3f;

  private byte[] bytes;
  private int[] ends;
  private byte[] present;
  private int size;
  private int missing;

  /**
   * @param rows that it will have
   * @param bytesEach a guess at the length of a text
   */
  public TextBuilder(int rows, int bytesEach) {
    this.bytes = new byte[rows * bytesEach];
    this.ends = new int[rows + 1];
    this.present = new byte[(rows + 7) / 8];
  }

  /** Adds a text; null for none. */
  public void add(@Nullable String text) {
    if (text == null) {
      missing++;
      end(ends[size]);
    } else {
      var utf8 = text.getBytes(StandardCharsets.UTF_8);
      add(utf8, 0, utf8.length);
    }
  }

  /** Adds a text that is UTF-8 already. */
  public void add(byte[] source, int from, int to) {
    int at = room(to - from);
    System.arraycopy(source, from, bytes, at, to - from);
    setPresent();
    end(at + to - from);
  }

  /** Adds bytes as base64url without padding (RFC 4648 section 5). */
  public void addBase64Url(byte[] source, int from, int to) {
    int at = room((4 * (to - from) + 2) / 3);
    int i = from;
    for (; i + 2 < to; i += 3) {
      int three = (source[i] & 0xff) << 16 | (source[i + 1] & 0xff) << 8 | source[i + 2] & 0xff;
      bytes[at++] = URL_SAFE[three >> 18];
      bytes[at++] = URL_SAFE[three >> 12 & SIX_BITS];
      bytes[at++] = URL_SAFE[three >> 6 & SIX_BITS];
      bytes[at++] = URL_SAFE[three & SIX_BITS];
    }
    if (i < to) {
      int rest = (source[i] & 0xff) << 16 | (i + 1 < to ? (source[i + 1] & 0xff) << 8 : 0);
      bytes[at++] = URL_SAFE[rest >> 18];
      bytes[at++] = URL_SAFE[rest >> 12 & SIX_BITS];
      if (i + 1 < to) {
        bytes[at++] = URL_SAFE[rest >> 6 & SIX_BITS];
      }
    }
    setPresent();
    end(at);
  }

  private int room(int length) {
    int at = ends[size];
    if (bytes.length - at < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + length));
    }
    return at;
  }

  private void setPresent() {
    if (size / 8 == present.length) {
      present = Arrays.copyOf(present, 2 * present.length + 1);
    }
    present[size >> 3] |= (byte) (1 << (size & 7));
  }

  private void end(int at) {
    if (size + 1 == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    ends[++size] = at;
  }

  int size() {
    return size;
  }

  int missing() {
    return missing;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return ends[size];
  }

  int endOf(int row) {
    return ends[row];
  }

  /** A bit for each text that is there, padded with zeros. */
  byte[] present() {
    return Arrays.copyOf(present, (size + 7) / 8);
  }

  /** Overwrites the texts; it can be filled anew. */
  public void clear() {
    Arrays.fill(bytes, 0, length(), (byte) 0);
    Arrays.fill(present, (byte) 0);
    size = 0;
    missing = 0;
  }
}
