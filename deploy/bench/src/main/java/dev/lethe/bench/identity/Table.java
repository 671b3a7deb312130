package dev.lethe.bench.identity;

import dev.lethe.bench.identity.metrics.CandidateQuality;
import dev.lethe.bench.identity.metrics.Quality;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** What an evaluation shows people while it runs: one line for each data set. */
final class Table {

  private static final String HEAD =
      "%-18s %8s %10s %7s | %6s %6s %6s %6s %6s %6s %4s | %6s %6s | %6s | %s";
  private static final String LINE =
      "%-18s %,8d %,10d %7.4f | %6.4f %6.4f %6.4f %6.4f %6.4f %6.4f %4d | %6.4f %6.4f | %6.1f | %s";

  private final PrintStream out;
  private final Published published;

  Table(PrintStream out, Published published) {
    this.out = out;
    this.published = published;
  }

  void head() {
    out.printf(
        (HEAD + "%n")
            .formatted(
                "set",
                "profiles",
                "candidates",
                "recall",
                "P",
                "R",
                "F1",
                "B3",
                "exact",
                "over",
                "max",
                "P",
                "R",
                "s",
                "best published F1"));
    out.printf("%-46s | %-45s | %-13s |%n", "", "at the default bound", "erase bound");
  }

  void line(
      String set,
      int profiles,
      CandidateQuality candidates,
      Quality usual,
      Quality erase,
      double seconds) {
    out.println(
        LINE.formatted(
            set,
            profiles,
            candidates.count(),
            candidates.recall(),
            usual.precision(),
            usual.recall(),
            usual.f1(),
            usual.b3F1(),
            usual.exactClusters(),
            usual.overMergedShare(),
            usual.largest(),
            erase.precision(),
            erase.recall(),
            seconds,
            best(set)));
  }

  void arrived(double incremental, double settled) {
    out.println(
        "%-18s   one by one: agrees with the batch on %.4f of the pairs, once settled on %.4f"
            .formatted("", incremental, settled));
  }

  void graph(String set, Quality withRule, Quality noRule) {
    out.println(
        "%-18s a graph of similarities: F1 %.4f with its duplicate-free sources, %.4f without, largest %d | %s"
            .formatted(set, withRule.f1(), noRule.f1(), noRule.largest(), best(set)));
  }

  void encoded(String set, Map<String, Object> figures) {
    out.println(
        "%-18s two files by their encodings alone: precision %s, recall %s | %s"
            .formatted(
                set, figures.get(set + ".precision"), figures.get(set + ".recall"), best(set)));
  }

  private String best(String set) {
    return published
        .of(set)
        .map(figure -> String.format(Locale.ROOT, "%.3f %s", figure.f1(), figure.system()))
        .orElse("none known");
  }
}
