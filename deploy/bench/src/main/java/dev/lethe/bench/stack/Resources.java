package dev.lethe.bench.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files that the drivers bring with them: the retailer's data sets and the mapping files. */
public final class Resources {
  private Resources() {}

  /** The text of a file. */
  public static String text(String name) throws IOException {
    try (InputStream in = Resources.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException("the drivers were built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
