package dev.lethe.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The JVM's ahead-of-time cache of one program: recorded by its first run, used by later ones, and
 * recorded anew when the program or the JDK has changed. Starting never depends on it.
 */
public final class AotCache {
  private final Path cache;
  private final String fingerprint;
  private final boolean mayRecord;

  public AotCache(Path cache, String fingerprint, boolean mayRecord) {
    this.cache = cache;
    this.fingerprint = fingerprint;
    this.mayRecord = mayRecord;
  }

  /** What changes when a program's jars change: their paths, sizes and times, and the JDK. */
  public static String fingerprintOf(Path programFolder) throws IOException {
    var seen = new StringBuilder(System.getProperty("java.vm.version")).append('\n');
    try (var files = Files.walk(programFolder)) {
      for (Path jar : files.filter(p -> p.toString().endsWith(".jar")).sorted().toList()) {
        seen.append(jar).append(' ').append(Files.size(jar)).append(' ');
        seen.append(Files.getLastModifiedTime(jar).toMillis()).append('\n');
      }
    }
    return Integer.toHexString(seen.toString().hashCode()) + "-" + seen.length();
  }

  /** Options for the JVM that is about to start. */
  List<String> options() throws IOException {
    if (isUsable()) {
      return List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
    }
    return willRecord() ? List.of("-XX:AOTCacheOutput=" + draft(), "-Xlog:aot=off") : List.of();
  }

  boolean willRecord() throws IOException {
    return mayRecord && !isUsable();
  }

  /**
   * Call when the recording JVM has ended.
   *
   * @param worthKeeping false after a run that never came up, whose recording would help no other
   */
  void endRecording(boolean worthKeeping) throws IOException {
    if (worthKeeping && mayRecord && Files.exists(draft()) && Files.size(draft()) > 0) {
      Files.move(draft(), cache, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(stamp(), fingerprint);
    }
    Files.deleteIfExists(draft());
    Files.deleteIfExists(sibling(".draft.config"));
  }

  private boolean isUsable() throws IOException {
    return Files.exists(cache)
        && Files.exists(stamp())
        && Files.readString(stamp()).equals(fingerprint);
  }

  private Path draft() {
    return sibling(".draft");
  }

  private Path stamp() {
    return sibling(".stamp");
  }

  private Path sibling(String suffix) {
    return cache.resolveSibling(cache.getFileName() + suffix);
  }
}
