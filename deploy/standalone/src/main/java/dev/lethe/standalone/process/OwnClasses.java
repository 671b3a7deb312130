package dev.lethe.standalone.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads every class of the launcher at its start. A build that replaces the jar meanwhile would
 * otherwise leave the launcher unable to load the classes that stop the parts.
 */
public final class OwnClasses {
  private static final String CLASS = ".class";

  private OwnClasses() {}

  /** Returns how many classes are loaded; none when the launcher does not run from a jar. */
  public static int load() throws IOException {
    Path jar =
        Path.of(
            URI.create(
                OwnClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toExternalForm()));
    return Files.isRegularFile(jar) ? load(jar, OwnClasses.class.getClassLoader()) : 0;
  }

  static int load(Path jar, ClassLoader loader) throws IOException {
    int loaded = 0;
    try (var file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.endsWith(CLASS) && !name.endsWith("-info.class")) {
          load(name.substring(0, name.length() - CLASS.length()).replace('/', '.'), loader);
          loaded++;
        }
      }
    }
    return loaded;
  }

  private static void load(String name, ClassLoader loader) throws IOException {
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IOException("the launcher's jar is not whole: " + name, e);
    }
  }
}
