package dev.lethe.cryptovault.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Damaged streams: each is read to the end or refused, never anything else, and what a stream
 * claims costs no more memory than the limits say.
 */
class ArrowFuzzTest {
  private static final int ROUNDS = 40_000;
  private static final List<String> WHOLE = List.of("plain", "large", "replaced", "binary");

  @Test
  void damagedStreamsAreReadOrRefused() throws IOException {
    var random = new SplittableRandom(2026);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var stream = Streams.resource(WHOLE.get(round % WHOLE.size()));
      damage(random, stream);
      refused += isRefused(stream) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 3, ROUNDS);
  }

  @Test
  void noiseIsRefused() {
    var random = new SplittableRandom(2027);
    for (int round = 0; round < ROUNDS; round++) {
      var noise = new byte[1 + random.nextInt(300)];
      random.nextBytes(noise);
      if (random.nextBoolean()) {
        Arrays.fill(noise, 0, Math.min(4, noise.length), (byte) -1);
        if (noise.length > 7) {
          Arrays.fill(noise, 5, 8, (byte) 0);
        }
      }
      assertThat(isRefused(noise)).isTrue();
    }
  }

  @Test
  void everyByteMayHaveEveryEdge() throws IOException {
    for (var name : WHOLE) {
      var whole = Streams.resource(name);
      for (int at = 0; at < whole.length; at++) {
        for (byte edge : new byte[] {0, 1, 4, 0x7f, (byte) 0x80, -1}) {
          var stream = whole.clone();
          stream[at] = edge;
          isRefused(stream);
        }
      }
    }
  }

  @Test
  void claimsOfHugeBodiesTakeNoMemory() throws IOException {
    var whole = Streams.resource("plain");
    var thread =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    for (int at = 0; at + 4 <= whole.length; at += 4) {
      var stream = whole.clone();
      Arrays.fill(stream, at, at + 3, (byte) -1);
      stream[at + 3] = 0x7f;
      long before = thread.getCurrentThreadAllocatedBytes();
      isRefused(stream);
      assertThat(thread.getCurrentThreadAllocatedBytes() - before)
          .isLessThan(16L * Streams.LIMITS.bodyBytes());
    }
  }

  private static void damage(SplittableRandom random, byte[] stream) {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(stream.length);
      switch (random.nextInt(4)) {
        case 0 -> stream[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> stream[at] = (byte) random.nextInt();
        case 2 ->
            Arrays.fill(stream, at, Math.min(stream.length, at + 4), (byte) -random.nextInt(2));
        default -> {
          int from = random.nextInt(stream.length);
          int length = Math.min(8, stream.length - Math.max(at, from));
          System.arraycopy(stream, from, stream, at, length);
        }
      }
    }
  }

  /** Anything but an answer or an {@link InvalidArrowException} fails the test. */
  private static boolean isRefused(byte[] stream) {
    try (var reader = new ArrowReader(new ByteArrayInputStream(stream), Streams.LIMITS)) {
      for (var batch = reader.next(); batch != null; batch = reader.next()) {
        for (int i = 0; i < reader.schema().fields().size(); i++) {
          look(reader, batch, i);
        }
      }
      return false;
    } catch (InvalidArrowException e) {
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void look(ArrowReader reader, ArrowBatch batch, int column) {
    for (int row = 0; row < batch.rows() && reader.schema().isText(column); row++) {
      var texts = batch.texts(column);
      if (!texts.isMissing(row)) {
        Objects.checkFromToIndex(texts.from(row), texts.to(row), texts.bytes().length);
      }
    }
  }
}
