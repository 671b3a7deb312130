package dev.lethe.standalone.part;

import dev.lethe.standalone.home.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Keycloak unpacked and built once per machine. The folder appears under its name only when it is
 * complete: a run that was cut short leaves a draft, which the next run removes and redoes.
 */
final class KeycloakDistribution {
  static final String VERSION = "26.7.3";
  private static final String FOLDER = "keycloak-" + VERSION;
  private static final long MINUTES = 5;

  private final Path cache;
  private final Path log;
  private final List<String> build;

  KeycloakDistribution(Path cache, Path log) {
    this(cache, log, List.of("bin/kc.sh", "build", "--db=dev-file", "--cache=local"));
  }

  KeycloakDistribution(Path cache, Path log, List<String> build) {
    this.cache = cache;
    this.log = log;
    this.build = build;
  }

  /** The complete folder; unpacks and builds it first when it is not there. */
  Path ensure() throws IOException, InterruptedException {
    Files.createDirectories(cache);
    Path lockFile = cache.resolve(FOLDER + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid() && !Files.exists(folder())) {
        removeDrafts();
        unpackAndBuild();
      }
      return folder();
    }
  }

  private void unpackAndBuild() throws IOException, InterruptedException {
    if (!Files.exists(archive())) {
      throw new LaunchException(
          "Keycloak %s is not on this machine (%s). Run make run, which fetches it from Maven Central."
              .formatted(VERSION, archive()));
    }
    Path draft = Files.createTempDirectory(cache, FOLDER + ".draft-");
    if (run(cache, List.of("tar", "-xzf", archive().toString(), "-C", draft.toString())) != 0) {
      Files.delete(archive());
      delete(draft);
      throw new LaunchException(
          "The download %s was damaged and has been removed. Run make run again: it is fetched anew."
              .formatted(archive()));
    }
    Path unpacked = draft.resolve(FOLDER);
    if (run(unpacked, build) != 0) {
      throw new LaunchException("Keycloak could not be built. The reason stands in " + log + ".");
    }
    Files.move(unpacked, folder(), StandardCopyOption.ATOMIC_MOVE);
    delete(draft);
  }

  private int run(Path folder, List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    try {
      return process.waitFor(MINUTES, TimeUnit.MINUTES) ? process.exitValue() : -1;
    } finally {
      process.destroy();
    }
  }

  private void removeDrafts() throws IOException {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(cache, FOLDER + ".draft-*")) {
      for (Path draft : drafts) {
        delete(draft);
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      paths.sorted(Comparator.reverseOrder()).forEach(KeycloakDistribution::deleteOne);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() {
    return cache.resolve(FOLDER);
  }

  private Path archive() {
    return cache.resolve("downloads/keycloak-quarkus-dist-" + VERSION + ".tar.gz");
  }
}
