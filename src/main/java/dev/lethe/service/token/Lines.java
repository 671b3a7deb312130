package dev.lethe.service.token;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream into lines. A line beyond the limit is skipped without being held in memory. */
final class Lines {
  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[64 * 1024];
  private int at;
  private int end;
  private long read;

  Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /**
   * A line.
   *
   * @param number from 1
   * @param bytes without its end; empty when it is too long
   */
  record Line(long number, byte[] bytes, boolean tooLong) {}

  /** The next lines, at most so many, fewer where they are long; none at the end of the stream. */
  List<Line> next(int most) throws IOException {
    var lines = new ArrayList<Line>(most);
    long bytes = 0;
    while (lines.size() < most && bytes < Limits.BODY_BYTES && fill()) {
      lines.add(line());
      bytes += lines.getLast().bytes().length;
    }
    return lines;
  }

  /** The bytes of some lines. */
  static long bytes(List<Line> lines) {
    return lines.stream().mapToLong(line -> line.bytes().length).sum();
  }

  private Line line() throws IOException {
    var bytes = new ByteArrayOutputStream(512);
    boolean tooLong = false;
    while (fill()) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      tooLong |= bytes.size() + (at - from) > longest;
      if (!tooLong) {
        bytes.write(buffer, from, at - from);
      }
      if (at < end) {
        at++;
        break;
      }
    }
    return new Line(++read, tooLong ? new byte[0] : bytes.toByteArray(), tooLong);
  }

  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return end > 0;
  }

  long count() {
    return read;
  }
}
