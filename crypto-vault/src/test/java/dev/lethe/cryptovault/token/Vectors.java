package dev.lethe.cryptovault.token;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/**
 * The folder {@code crypto-vectors} below the one that the system property {@code lethe.data}
 * names. Tests that need it are reported as skipped, with the reason, when it is not there.
 */
final class Vectors {
  static final HexFormat HEX = HexFormat.of();

  private Vectors() {}

  static Path folder() {
    var data = System.getProperty("lethe.data", "");
    assumeTrue(!data.isEmpty(), "skipped: set -Dlethe.data to the folder of crypto-vectors");
    return Path.of(data, "crypto-vectors");
  }

  static JsonObject read(String file) throws IOException {
    return JsonParser.parseString(Files.readString(folder().resolve(file))).getAsJsonObject();
  }

  /** Runs every test of a Wycheproof file and returns how many there are. */
  static int forEach(String file, BiConsumer<JsonObject, JsonObject> check) throws IOException {
    int run = 0;
    for (var group : read("wycheproof/" + file).getAsJsonArray("testGroups")) {
      for (var test : group.getAsJsonObject().getAsJsonArray("tests")) {
        check.accept(group.getAsJsonObject(), test.getAsJsonObject());
        run++;
      }
    }
    return run;
  }

  static boolean isValid(JsonObject test) {
    return text(test, "result").equals("valid");
  }

  static String text(JsonObject test, String field) {
    return test.get(field).getAsString();
  }

  static byte[] hex(JsonObject test, String field) {
    return HEX.parseHex(text(test, field));
  }
}
