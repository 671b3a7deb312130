package dev.lethe.service.token;

import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * Takes the body of a call from its connection as it arrives, so that no thread waits for the rest
 * of it.
 */
final class CallBody {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final UniEmitter<? super ByteArrayInputStream> reader;
  private byte[] bytes;
  private int length;

  private CallBody(UniEmitter<? super ByteArrayInputStream> reader, int expected) {
    this.reader = reader;
    this.bytes = new byte[expected];
  }

  /**
   * Reads a body to its end. Fails with a problem where it has more than {@link Limits#BODY_BYTES},
   * or takes longer than a minute to come.
   *
   * @param expected how many bytes it will probably have
   */
  static Uni<ByteArrayInputStream> of(HttpServerRequest request, int expected) {
    return Uni.createFrom()
        .<ByteArrayInputStream>emitter(reader -> {
          var body = new CallBody(reader, expected);
          request.pause();
          request.exceptionHandler(reader::fail);
          request.handler(body::add);
          request.endHandler(end -> body.end());
          request.resume();
        })
        .ifNoItem()
        .after(PATIENCE)
        .failWith(() -> new ProblemException(ProblemType.BODY_TOO_SLOW, "The body did not come."));
  }

  private void add(Buffer part) {
    int after = length + part.length();
    if (after > Limits.BODY_BYTES) {
      // What still comes is dropped.
      reader.fail(
          new ProblemException(
              ProblemType.BODY_TOO_LARGE,
              "A batch may have at most " + Limits.BODY_BYTES + " bytes.",
              Map.of("max_bytes", Limits.BODY_BYTES)));
      return;
    }
    if (after > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(after, 2 * bytes.length));
    }
    part.getBytes(bytes, length);
    length = after;
  }

  private void end() {
    reader.complete(new ByteArrayInputStream(bytes, 0, length));
  }
}
