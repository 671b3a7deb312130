package dev.lethe.cli;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.load.ImportException;
import dev.lethe.cli.load.MappingException;
import dev.lethe.cli.pprl.Agreed;
import dev.lethe.cli.pprl.EncodeCounts;
import dev.lethe.cli.pprl.EncodeJob;
import dev.lethe.cli.pprl.MatchJob;
import dev.lethe.cli.pprl.PeopleColumns;
import dev.lethe.cli.pprl.PprlException;
import dev.lethe.identitygraph.pprl.LinkageSchema;
import dev.lethe.identitygraph.pprl.LinkedPair;
import dev.lethe.identitygraph.pprl.SharedSecret;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds common customers with a partner without showing anybody's data. */
@Command(
    name = "pprl",
    mixinStandardHelpOptions = true,
    description = "Finds common people with a partner, without showing values. Needs no service.")
final class PprlCommand {

  /** Encodes a file. */
  @Command(
      name = "encode",
      mixinStandardHelpOptions = true,
      description = {
        "Encodes the people of a CSV file under a secret shared with the partner.",
        "Rows that hold too little are written to <out>.rejects.csv and get no encoding.",
        "The encodings are still personal data: give them to nobody but whom you agreed on."
      })
  static final class Encode implements Callable<Integer> {
    @Option(
        names = "--schema",
        defaultValue = "person-address-1",
        paramLabel = "ID|FILE",
        description = "person-address-1 (default), person-contact-1, or a file (JSON).")
    private String schema = "";

    @Option(
        names = "--secret-file",
        required = true,
        paramLabel = "FILE",
        description = "The shared secret, 16 bytes or more.")
    private Path secretFile = Path.of("");

    @Option(
        names = "--in",
        required = true,
        paramLabel = "FILE",
        description = "CSV with a header line, UTF-8.")
    private Path in = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The encodings.")
    private Path out = Path.of("");

    @Option(
        names = "--id",
        required = true,
        paramLabel = "COLUMN",
        description = "A random handle of each row; it reaches the partner as it is.")
    private String id = "";

    @Option(
        names = "--column",
        paramLabel = "NAME=COLUMN",
        description = "Your column for one of the schema's; nothing after = where you have none.")
    private Map<String, String> columns = new HashMap<>();

    @Option(
        names = "--date-format",
        paramLabel = "PATTERN",
        description = "How your dates are written, such as dd.MM.yyyy (default: year first).")
    private List<String> dateFormats = List.of();

    @Option(names = "--delimiter", defaultValue = ",", description = "Between the cells (,).")
    private char delimiter = ',';

    @Spec private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;

    Encode(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public Integer call()
        throws IOException, PprlException, ImportException, MappingException, ApiException {
      LinkageSchema agreed = Agreed.schema(schema);
      PeopleColumns named = new PeopleColumns(agreed, id, columns, dateFormats);
      PrintWriter err = spec.commandLine().getErr();
      if (Agreed.open(secretFile)) {
        err.println("lethe: others on this machine can read " + secretFile);
      }
      RecordMeter meter = new RecordMeter(err, clock, System.console() != null, "encoded");
      try (SharedSecret secret = Agreed.secret(secretFile)) {
        EncodeCounts counts = new EncodeJob(in, delimiter, agreed, named).run(secret, out, meter);
        report(counts);
        return counts.rejected() == 0 ? Exit.DONE : Exit.NOT_RIGHT;
      }
    }

    private void report(EncodeCounts counts) {
      PrintWriter print = spec.commandLine().getOut();
      print.printf("%,d encoded, %,d rejected%n", counts.encoded(), counts.rejected());
      new TreeMap<>(counts.unusable())
          .forEach((column, n) -> print.printf("%,d values of %s are of no use%n", n, column));
      if (counts.rejected() > 0) {
        print.println("The rejected rows and the reasons: " + EncodeJob.rejects(out));
      }
      print.flush();
    }
  }

  /** Matches two files. */
  @Command(
      name = "match",
      mixinStandardHelpOptions = true,
      description = {
        "Matches two files of encodings, one to one, likest pairs first. Needs no secret.",
        "Both files must be free of duplicates."
      })
  static final class Match implements Callable<Integer> {
    @Option(names = "--left", required = true, paramLabel = "FILE", description = "Encodings.")
    private Path left = Path.of("");

    @Option(names = "--right", required = true, paramLabel = "FILE", description = "Encodings.")
    private Path right = Path.of("");

    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE",
        description = "The pairs: left, right, score, runner_up (CSV).")
    private Path out = Path.of("");

    @Option(
        names = "--threshold",
        paramLabel = "0..1",
        description = "The least likeness of a pair (default: judged from the files).")
    private @Nullable Double threshold;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;

    Match(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, PprlException {
      if (threshold != null && !(threshold > 0 && threshold <= 1)) {
        throw new SettingsException("The threshold must lie between 0 and 1.");
      }
      MatchJob job = new MatchJob(left, right);
      double least = threshold == null ? job.threshold() : threshold;
      RecordMeter meter =
          new RecordMeter(spec.commandLine().getErr(), clock, System.console() != null, "compared");
      List<LinkedPair> pairs = job.pairs(least, meter);
      MatchJob.write(pairs, out);
      PrintWriter print = spec.commandLine().getOut();
      print.printf(
          Locale.ROOT,
          "%,d pairs of %,d and %,d records from likeness %.4f on%n",
          pairs.size(),
          job.leftRecords(),
          job.rightRecords(),
          least);
      print.flush();
      return Exit.DONE;
    }
  }
}
