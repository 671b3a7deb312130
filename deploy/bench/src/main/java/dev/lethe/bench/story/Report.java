package dev.lethe.bench.story;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures of a run, flat, and the promises that were broken. */
public final class Report {
  private static final String PROMISES_BROKEN = "promises_broken";

  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<String> broken = new ArrayList<>();

  /** A report that goes on where another part of the run has left off, if there is one. */
  public static Report continuing(Path file) throws IOException {
    Report report = new Report();
    if (Files.exists(file)) {
      report.figures.putAll(
          new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, Object>>() {}));
      report.figures.remove(PROMISES_BROKEN);
    }
    return report;
  }

  /** Adds everything of another report. */
  public Report with(Report other) {
    figures.putAll(other.figures);
    broken.addAll(other.broken);
    return this;
  }

  /** Keeps a figure; ratios are kept to six places. */
  public void put(String name, Object figure) {
    figures.put(name, figure instanceof Double ratio ? Math.round(ratio * 1e6) / 1e6 : figure);
  }

  /** A figure that is a number; nothing where there is none of this name. */
  public OptionalDouble number(String name) {
    return figures.get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** Keeps a promise, or its breach in words. */
  public void promise(boolean kept, String words) {
    if (!kept) {
      broken.add(words);
    }
  }

  /** Whether nothing that was promised was broken. */
  public boolean kept() {
    return broken.isEmpty();
  }

  /** Writes the figures as one flat JSON object. */
  public void write(Path file) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(figures);
    all.put(PROMISES_BROKEN, broken.size());
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), all);
  }

  /** Prints the figures, then what was broken. */
  public void print(PrintStream out) {
    figures.forEach((name, figure) -> out.printf("  %-28s %s%n", name, figure));
    broken.forEach(words -> out.println("  BROKEN: " + words));
    out.println(kept() ? "Every promise was kept." : broken.size() + " promises were broken.");
  }

  /** Writes and prints everything, and gives the exit code: 0 kept, 1 a promise broken. */
  public int end(Path file, PrintStream out) throws IOException {
    write(file);
    print(out);
    out.println("  figures: " + file);
    return kept() ? 0 : 1;
  }
}
