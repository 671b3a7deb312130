package dev.lethe.service.vault;

import com.sun.management.HotSpotDiagnosticMXBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether this process's memory, with the keys opened in it, may come to lie on a disk where no
 * shred reaches it: as a heap dump, a core file or in swap. What cannot be found out counts as
 * possible, but for systems without {@code /proc}, where only the settings of Java are known.
 */
@ApplicationScoped
class MemoryDumps {
  private static final String CORE_LIMIT = "Max core file size";

  private final Path proc;
  private final Predicate<String> javaOption;

  MemoryDumps() {
    this(Path.of("/proc"), MemoryDumps::isOn);
  }

  MemoryDumps(Path proc, Predicate<String> javaOption) {
    this.proc = proc;
    this.javaOption = javaOption;
  }

  private static boolean isOn(String option) {
    var bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return bean == null || Boolean.parseBoolean(bean.getVMOption(option).getValue());
  }

  boolean possible() {
    return javaOption.test("HeapDumpOnOutOfMemoryError")
        || (javaOption.test("CreateCoredumpOnCrash") && coreFilesAreWritten())
        || swaps();
  }

  private boolean coreFilesAreWritten() {
    return lines("self/limits").stream()
        .filter(line -> line.startsWith(CORE_LIMIT))
        .anyMatch(line -> !line.substring(CORE_LIMIT.length()).strip().startsWith("0 "));
  }

  /** The first line is a heading. */
  private boolean swaps() {
    return lines("swaps").size() > 1;
  }

  private List<String> lines(String file) {
    try {
      var path = proc.resolve(file);
      return Files.exists(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      return List.of(CORE_LIMIT + " unknown", "unknown");
    }
  }
}
