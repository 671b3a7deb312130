package dev.lethe.standalone.home;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/**
 * The random secrets of one home, made once and kept in a file that only its owner can read. A
 * secret that a newer version adds is made when it is first missed.
 */
public final class Secrets {
  /** What each secret protects. */
  public enum Name {
    POSTGRES_SUPERUSER,
    POSTGRES_LETHE_APP,
    POSTGRES_LETHE_VAULT,
    POSTGRES_LETHE_LAKE,
    REDIS,
    KEYCLOAK_ADMIN,
    CLIENT_WEB,
    CLIENT_PIPELINE,
    CLIENT_CLI,
    SESSION_COOKIE,
    VAULT_PASSPHRASE;

    String key() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '.');
    }
  }

  private static final int RANDOM_BYTES = 32;

  private final Map<Name, Secret> values;

  private Secrets(Map<Name, Secret> values) {
    this.values = values;
  }

  public static Secrets loadOrCreate(Path file, SecureRandom random) throws IOException {
    Properties stored = read(file);
    var values = new EnumMap<Name, Secret>(Name.class);
    boolean added = false;
    for (Name name : Name.values()) {
      String known = stored.getProperty(name.key());
      if (known == null) {
        known = fresh(random);
        stored.setProperty(name.key(), known);
        added = true;
      }
      values.put(name, new Secret(known));
    }
    if (added) {
      write(file, stored);
    }
    return new Secrets(values);
  }

  public String reveal(Name name) {
    Secret secret = values.get(name);
    if (secret == null) {
      throw new IllegalStateException("no secret " + name);
    }
    return secret.reveal();
  }

  private static String fresh(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Properties read(Path file) throws IOException {
    var stored = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        stored.load(reader);
      }
    }
    return stored;
  }

  private static void write(Path file, Properties stored) throws IOException {
    var text = new StringWriter();
    stored.store(
        text, "Made once for this home folder. Without this file its data cannot be opened.");
    OwnerOnlyFile.write(file, text.toString());
  }
}
