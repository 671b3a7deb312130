package dev.lethe.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClassesTest {
  @TempDir private Path folder;

  @Test
  void everyClassOfTheJarIsLoadedAndNothingElse() throws IOException {
    Path jar =
        jarOf(
            "dev/lethe/standalone/process/ProcessMark.class",
            "dev/lethe/standalone/process/package-info.class",
            "keycloak/lethe-realm.json");

    assertThat(OwnClasses.load(jar, OwnClassesTest.class.getClassLoader())).isEqualTo(1);
  }

  @Test
  void aClassThatCannotBeLoadedEndsTheStart() throws IOException {
    Path jar = jarOf("dev/lethe/standalone/Missing.class");

    assertThatThrownBy(() -> OwnClasses.load(jar, OwnClassesTest.class.getClassLoader()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("dev.lethe.standalone.Missing");
  }

  private Path jarOf(String... entries) throws IOException {
    Path jar = folder.resolve("launcher.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String entry : entries) {
        out.putNextEntry(new JarEntry(entry));
        out.closeEntry();
      }
    }
    return jar;
  }
}
