package dev.lethe.service.token;

import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of texts as UTF-8, one behind the other in one array: personal data, of which a call
 * brings thousands. A text that cannot be used has its problem in its place.
 */
final class Texts {
  private static final int FIRST_ROOM = 64;
  private static final int MOST_UTF8_A_CHAR = 3;
  private static final Problem TOO_LARGE =
      Problem.of(
          ProblemType.VALUE_TOO_LARGE,
          "A value may have at most " + Limits.VALUE_BYTES + " bytes.");
  private static final Problem HALF =
      Problem.of(ProblemType.INVALID_UTF8, "The value has half of a surrogate pair.");

  private final Problem missing;
  private byte[] bytes = new byte[FIRST_ROOM * FIRST_ROOM];
  private int[] end = new int[FIRST_ROOM];
  private @Nullable Problem[] problems = new Problem[FIRST_ROOM];
  private int size;

  Texts(Problem missing) {
    this.missing = missing;
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return bytes;
  }

  int from(int text) {
    return text == 0 ? 0 : end[text - 1];
  }

  int to(int text) {
    return end[text];
  }

  /** One of them as a string. */
  String text(int text) {
    return new String(bytes, from(text), to(text) - from(text), StandardCharsets.UTF_8);
  }

  @Nullable Problem problem(int text) {
    return problems[text];
  }

  void addMissing() {
    end(used(), missing);
  }

  /** Adds a text; JSON escapes can spell one that is no Unicode, which would not come back. */
  void add(char[] chars, int from, int length) {
    int start = used();
    int room = start + MOST_UTF8_A_CHAR * length;
    if (room > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(room, 2 * bytes.length));
    }
    int stop = encode(chars, from, from + length, start);
    if (stop < 0) {
      end(start, HALF);
    } else if (stop - start > Limits.VALUE_BYTES) {
      end(start, TOO_LARGE);
    } else {
      end(stop, null);
    }
  }

  /** Adds what is UTF-8 already. */
  void addUtf8(byte[] source, int from, int to) {
    int start = used();
    int stop = start + (to - from);
    if (stop > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(stop, 2 * bytes.length));
    }
    System.arraycopy(source, from, bytes, start, to - from);
    if (to - from > Limits.VALUE_BYTES) {
      end(start, TOO_LARGE);
    } else {
      end(stop, null);
    }
  }

  private int used() {
    return size == 0 ? 0 : end[size - 1];
  }

  private void end(int at, @Nullable Problem problem) {
    if (size == end.length) {
      end = Arrays.copyOf(end, 2 * size);
      problems = Arrays.copyOf(problems, 2 * size);
    }
    problems[size] = problem;
    end[size++] = at;
  }

  /** Writes UTF-8 and returns where it ends, or -1 where a surrogate stands alone. */
  private int encode(char[] chars, int from, int to, int at) {
    int out = at;
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if (c < 0x80) {
        bytes[out++] = (byte) c;
      } else if (c < 0x800) {
        bytes[out++] = (byte) (0xc0 | c >> 6);
        bytes[out++] = (byte) (0x80 | c & 0x3f);
      } else if (!Character.isSurrogate(c)) {
        bytes[out++] = (byte) (0xe0 | c >> 12);
        bytes[out++] = (byte) (0x80 | c >> 6 & 0x3f);
        bytes[out++] = (byte) (0x80 | c & 0x3f);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < to
          && Character.isLowSurrogate(chars[i + 1])) {
        out = encodePair(Character.toCodePoint(c, chars[++i]), out);
      } else {
        return -1;
      }
    }
    return out;
  }

  private int encodePair(int point, int at) {
    bytes[at] = (byte) (0xf0 | point >> 18);
    bytes[at + 1] = (byte) (0x80 | point >> 12 & 0x3f);
    bytes[at + 2] = (byte) (0x80 | point >> 6 & 0x3f);
    bytes[at + 3] = (byte) (0x80 | point & 0x3f);
    return at + 4;
  }

  /** Overwrites the texts. */
  void wipe() {
    Arrays.fill(bytes, (byte) 0);
    size = 0;
  }

  @Override
  public String toString() {
    return "Texts[" + size + "]";
  }
}
