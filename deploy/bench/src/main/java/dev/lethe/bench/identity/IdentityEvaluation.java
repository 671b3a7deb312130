package dev.lethe.bench.identity;

import dev.lethe.bench.identity.census.CensusRetailer;
import dev.lethe.bench.identity.data.DataSet;
import dev.lethe.bench.identity.data.DataSetReader;
import dev.lethe.bench.identity.data.IdentityMapping;
import dev.lethe.bench.identity.metrics.Agreement;
import dev.lethe.bench.identity.metrics.CandidateQuality;
import dev.lethe.bench.identity.metrics.Quality;
import dev.lethe.bench.stack.Resources;
import dev.lethe.bench.story.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Resolves labelled data sets without their labels, then compares. */
public final class IdentityEvaluation {

  /** The set that is timed as a whole. */
  public static final String HISTORICAL = "historical_50k";

  private static final String CENSUS = "pseudopeople_2020";
  private static final String FAMER = "famer_080";
  private static final String PPRL = "pprl";
  private static final String HARD_CASES = "senzing_truthset";
  private static final int ORDERS = 100;
  private static final double PER = 10_000;

  /** The public sets that a mapping file describes. */
  public static final List<String> MAPPED =
      List.of(
          HISTORICAL,
          "febrl1",
          "febrl2",
          "febrl3",
          "fake_1000",
          "clkhash_dirty",
          "early_childhood",
          HARD_CASES);

  /** Every public set. */
  public static final List<String> SETS =
      Stream.concat(MAPPED.stream(), Stream.of(CENSUS, FAMER, PPRL)).toList();

  private final Resolving resolving;
  private final Report report;
  private final Table table;
  private final boolean arrivals;

  /**
   * An evaluation that prints a line for each set and keeps its figures in the report.
   *
   * @param arrivals whether profiles also arrive one by one, which takes longer than the batch
   */
  public IdentityEvaluation(Resolving resolving, PrintStream out, Report report, boolean arrivals)
      throws IOException {
    this.arrivals = arrivals;
    this.resolving = resolving;
    this.report = report;
    this.table = new Table(out, Published.read());
  }

  /** Prints what the columns are. */
  public void head() {
    table.head();
  }

  /** Evaluates one of the public sets. */
  public void run(String set, Path folder) throws IOException {
    switch (set) {
      case CENSUS -> census(folder.resolve("er/pseudopeople/decennial_census.csv"));
      case FAMER -> famer(folder.resolve("er/famer-graphs"));
      case PPRL -> encoded(folder);
      case HARD_CASES -> orders(read(set, folder));
      default -> run(read(set, folder));
    }
  }

  /** Reads a public set that a mapping file describes. */
  public static DataSet read(String set, Path folder) throws IOException {
    return DataSetReader.read(set, mapping(set), folder);
  }

  private void orders(DataSet set) {
    var outcome = run(set);
    if (arrivals) {
      var arrival = new Arrival(outcome);
      var batch = outcome.usual().clusters();
      report.put(
          set.name() + ".orders_agree",
          LongStream.range(0, ORDERS)
              .filter(order -> arrival.withReturns(order).settled().equals(batch))
              .count());
    }
  }

  private void census(Path file) throws IOException {
    var people = CensusRetailer.read(CENSUS, file);
    var set = people.set();
    var outcome = run(set);
    var erase = outcome.forErasure().clusters();
    report.put(CENSUS + ".twins", people.twins().size());
    report.put(
        CENSUS + ".twins_merged", people.twins().mixed(outcome.usual().clusters(), set.truth()));
    report.put(CENSUS + ".erase_twins_merged", people.twins().mixed(erase, set.truth()));
    report.put(
        CENSUS + ".household_false_per_10k",
        PER * people.housemates().mixed(erase, set.truth()) / people.housemates().size());
  }

  private void encoded(Path folder) throws IOException {
    var figures = PprlEvaluation.figures(folder);
    figures.forEach(report::put);
    table.encoded(PPRL, figures);
  }

  private void famer(Path folder) throws IOException {
    var graph =
        FamerGraph.read(folder.resolve("geo_vertices.json"), folder.resolve("geo_t0.8_edges.json"));
    var withRule = graph.withSourceRule();
    var noRule = graph.withoutRule();
    report.put(FAMER + ".f1_source_rule", withRule.f1());
    report.put(FAMER + ".f1_no_rule", noRule.f1());
    report.put(FAMER + ".largest", Math.max(withRule.largest(), noRule.largest()));
    table.graph(FAMER, withRule, noRule);
  }

  /** The mapping that ships for a public set. */
  public static IdentityMapping mapping(String set) throws IOException {
    return IdentityMapping.read(Resources.text("identity/" + set + ".json"));
  }

  /** Evaluates any labelled set. */
  public Resolving.Outcome run(DataSet set) {
    var outcome = resolving.run(set.profiles(), set.duplicateFreeSources());
    var usual = Quality.of(outcome.usual().clusters(), set.truth());
    var erase = Quality.of(outcome.forErasure().clusters(), set.truth());
    var candidates = CandidateQuality.of(outcome.ids(), outcome.candidates(), set.truth());
    table.line(set.name(), set.profiles().size(), candidates, usual, erase, outcome.seconds());
    put(set, outcome, usual, erase);
    report.put(set.name() + ".candidates", candidates.count());
    report.put(set.name() + ".candidate_recall", candidates.recall());
    if (arrivals) {
      arrive(set, outcome);
    }
    return outcome;
  }

  private void arrive(DataSet set, Resolving.Outcome outcome) {
    var batch = outcome.usual().clusters();
    var arrived = new Arrival(outcome).once(set.profiles().size());
    var incremental = Agreement.share(batch, arrived.before(), set.truth());
    var settled = Agreement.share(batch, arrived.settled(), set.truth());
    report.put(set.name() + ".incremental_agrees", incremental);
    report.put(set.name() + ".settled_agrees", settled);
    table.arrived(incremental, settled);
  }

  private void put(DataSet set, Resolving.Outcome outcome, Quality usual, Quality erase) {
    var name = set.name();
    report.put(name + ".profiles", set.profiles().size());
    report.put(name + ".precision", usual.precision());
    report.put(name + ".recall", usual.recall());
    report.put(name + ".f1", usual.f1());
    report.put(name + ".b3_f1", usual.b3F1());
    report.put(name + ".exact_clusters", usual.exactClusters());
    report.put(name + ".over_merged_share", usual.overMergedShare());
    report.put(name + ".customers", usual.customers());
    report.put(name + ".largest", usual.largest());
    report.put(name + ".seconds", outcome.seconds());
    report.put(name + ".erase_precision", erase.precision());
    report.put(name + ".erase_recall", erase.recall());
  }
}
