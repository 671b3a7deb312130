package dev.lethe.service.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/**
 * An answer that goes out while its request still comes in, as fast as the caller reads. A caller
 * that reads nothing before it has sent everything would otherwise wait for us, and we for it.
 */
final class HeldAnswer {
  private static final int PIECE = 4096;
  private static final int MOST_HELD = 64 << 20;

  private final OutputStream out;
  private final BooleanSupplier callerIsBehind;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  HeldAnswer(OutputStream out, BooleanSupplier callerIsBehind) {
    this.out = out;
    this.callerIsBehind = callerIsBehind;
  }

  void add(byte[] line) {
    held.writeBytes(line);
    held.write('\n');
  }

  /**
   * Sends what the caller can take now, if that is more than a little; beyond a bound the caller
   * has to read.
   */
  void offer() throws IOException {
    if (held.size() >= PIECE) {
      send(held.size() > MOST_HELD);
    }
  }

  /** Sends all that is left. */
  void finish() throws IOException {
    send(true);
  }

  private void send(boolean everything) throws IOException {
    var bytes = held.toByteArray();
    var sent = 0;
    while (sent < bytes.length && (everything || !callerIsBehind.getAsBoolean())) {
      var length = Math.min(PIECE, bytes.length - sent);
      out.write(bytes, sent, length);
      out.flush();
      sent += length;
    }
    held.reset();
    held.write(bytes, sent, bytes.length - sent);
  }
}
