package dev.lethe.bench.story;

import dev.lethe.bench.score.Pairs;
import dev.lethe.bench.stack.Customers;
import dev.lethe.bench.stack.Resources;
import dev.lethe.bench.stack.Standalone;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.load.CsvImport;
import dev.lethe.cli.load.ImportCounts;
import dev.lethe.cli.load.ImportException;
import dev.lethe.cli.load.MappingException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Imports public sets the way an operator would, waits until they are resolved, and scores what the
 * API then says. Pairs are counted within a set only, though all sets live in one instance.
 */
public final class Evaluation {
  private final Standalone stack;
  private final Steps steps;

  /** An evaluation on this stack. */
  public Evaluation(Standalone stack, PrintStream out, InstantSource clock) {
    this.stack = stack;
    this.steps = new Steps(out, clock);
  }

  /** Adds the figures of every set under the folder. */
  public void run(Path data, Report report) throws IOException, ApiException {
    Path work = Files.createTempDirectory("lethe-evaluation");
    for (PublicData set : PublicData.under(data)) {
      double begun = steps.seconds();
      Map<String, String> profiles = imported(set, work, report);
      double loaded = steps.seconds();
      Map<String, String> customers = new Customers(stack.person("officer")).settled().byProfile();
      score(set, profiles, customers, report);
      report.put(set.name() + ".import_seconds", Math.round((loaded - begun) * 10) / 10.0);
      report.put(
          set.name() + ".settle_seconds", Math.round((steps.seconds() - loaded) * 10) / 10.0);
    }
  }

  private Map<String, String> imported(PublicData set, Path work, Report report)
      throws IOException, ApiException {
    Map<String, String> profiles = new HashMap<>();
    long rejected = 0;
    for (Map.Entry<Path, String> file : set.files().entrySet()) {
      rejected +=
          imported(file.getKey(), Resources.text("mappings/" + file.getValue()), work, profiles)
              .rejected();
    }
    report.put(set.name() + ".records", profiles.size());
    report.put(set.name() + ".rejected", rejected);
    return profiles;
  }

  private ImportCounts imported(Path csv, String mapping, Path work, Map<String, String> profiles)
      throws IOException, ApiException {
    try {
      CsvImport load = new CsvImport(stack.pipeline(), csv, mapping, work);
      load.createSource();
      long[] told = {0};
      return load.run(
          false,
          (counts, total) -> {
            if (counts.rows() - told[0] >= 5000 || counts.rows() == total) {
              told[0] = counts.rows();
              steps.say("%s: %,d of %,d rows".formatted(csv.getFileName(), counts.rows(), total));
            }
          },
          profiles::put);
    } catch (ImportException | MappingException e) {
      throw new IOException(csv + ": " + e.getMessage(), e);
    }
  }

  private void score(
      PublicData set, Map<String, String> profiles, Map<String, String> customers, Report report) {
    Map<String, String> truth = new HashMap<>();
    set.truth()
        .forEach((record, person) ->
            truth.put(profiles.getOrDefault(record, "not taken " + record), person));
    Pairs pairs = Pairs.of(truth, customers);
    report.put(set.name() + ".precision", pairs.precision());
    report.put(set.name() + ".recall", pairs.recall());
    report.put(set.name() + ".f1", pairs.f1());
    steps.say(
        "%s: precision %.4f, recall %.4f, F1 %.4f"
            .formatted(set.name(), pairs.precision(), pairs.recall(), pairs.f1()));
  }
}
