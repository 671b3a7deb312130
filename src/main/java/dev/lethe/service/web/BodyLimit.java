package dev.lethe.service.web;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses bodies that are read as a whole when they are larger than {@code lethe.web.max-body}.
 * Streams ({@code InputStream} parameters) limit themselves line by line, and whoever has taken a
 * body into memory before has limited it.
 */
@Provider
public class BodyLimit implements ReaderInterceptor {
  private final long maxBytes;

  BodyLimit(@ConfigProperty(name = "lethe.web.max-body", defaultValue = "8388608") long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    boolean inMemory = context.getInputStream() instanceof ByteArrayInputStream;
    if (context.getType() != InputStream.class && !inMemory) {
      context.setInputStream(new Limited(context.getInputStream(), maxBytes));
    }
    return context.proceed();
  }

  private static final class Limited extends FilterInputStream {
    private final long max;
    private long left;

    Limited(InputStream in, long max) {
      super(in);
      this.max = max;
      this.left = max;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      return value < 0 ? value : take(1, value);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      return count < 0 ? count : take(count, count);
    }

    private int take(int bytes, int result) {
      left -= bytes;
      if (left < 0) {
        throw new ProblemException(
            ProblemType.BODY_TOO_LARGE, "A body may have at most " + max + " bytes.");
      }
      return result;
    }
  }
}
