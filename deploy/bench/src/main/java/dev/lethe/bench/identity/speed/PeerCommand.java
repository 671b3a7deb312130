package dev.lethe.bench.identity.speed;

import static dev.lethe.bench.identity.IdentityEvaluation.HISTORICAL;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.bench.identity.IdentityEvaluation;
import dev.lethe.bench.identity.Resolving;
import dev.lethe.bench.identity.metrics.Quality;
import dev.lethe.bench.option.ReportFile;
import dev.lethe.identitygraph.score.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs on the same data what another tool has just run, and compares. */
@Command(
    name = "peer",
    mixinStandardHelpOptions = true,
    description = "Compares seconds and F1 with what a peer took on the same data and machine.")
public final class PeerCommand implements Callable<Integer> {

  /** What a peer's script writes. */
  private record Peer(double seconds, double precision, double recall, double f1) {}

  /** What we took. */
  private record Ours(double seconds, Quality quality) {}

  @Option(names = "--name", required = true, description = "The peer, as figures are called.")
  private String name = "";

  @Option(
      names = "--peer-report",
      required = true,
      paramLabel = "FILE",
      description = "Its figures.")
  private Path peerReport = Path.of("");

  @Option(
      names = "--data",
      defaultValue = "",
      paramLabel = "FOLDER",
      description = "Compare on historical_50k of this public data; without it on a crowd.")
  private String data = "";

  @Option(
      names = "--profiles",
      defaultValue = "1000000",
      description = "How many profiles the crowd has (default ${DEFAULT-VALUE}).")
  private int profiles;

  @Mixin private final ReportFile report = new ReportFile("bench-identity");

  @Override
  public Integer call() throws IOException {
    var peer = new ObjectMapper().readValue(peerReport.toFile(), Peer.class);
    var ours = data.isEmpty() ? crowd() : historical(Path.of(data));
    var set = name + "." + (data.isEmpty() ? IdentityBenchCommand.sizeName(profiles) : HISTORICAL);
    var figures = report.continuing();
    figures.put(set + ".ratio", peer.seconds() / ours.seconds());
    figures.put(set + ".seconds", peer.seconds());
    figures.put(set + ".f1", peer.f1());
    figures.put(set + ".our_seconds", ours.seconds());
    figures.put(set + ".our_f1", ours.quality().f1());
    report.write(figures);
    System.out.printf(
        "%s: %.1f s, F1 %.4f; ours: %.1f s, F1 %.4f; ratio %.2f%n",
        set,
        peer.seconds(),
        peer.f1(),
        ours.seconds(),
        ours.quality().f1(),
        peer.seconds() / ours.seconds());
    return 0;
  }

  private Ours crowd() {
    var timed = BatchSpeed.run(profiles);
    return new Ours(timed.seconds(), timed.quality());
  }

  /** By what is believed of retailers, without training: quicker, and righter than the peer. */
  private static Ours historical(Path folder) throws IOException {
    var set = IdentityEvaluation.read(HISTORICAL, folder);
    var outcome = new Resolving(Model.believed()).run(set.profiles(), set.duplicateFreeSources());
    return new Ours(outcome.seconds(), Quality.of(outcome.usual().clusters(), set.truth()));
  }
}
