package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A process with a vault of its own that reveals the tokens of a file again and again until a line
 * comes in. It then prints, per token, how often a reveal succeeded and when the last one that did
 * had begun: by the monotonic clock, which is the same for all processes of a machine and goes on
 * while one is stopped.
 */
final class VaultProcess {
  private static final int BATCH = 50;
  private static final Duration BEAT = Duration.ofMillis(100);

  private final List<Sealed> tokens;
  private final long[] lastSuccess;
  private long attempts;
  private long successes;
  private long refusals;

  private VaultProcess(Path file) throws IOException {
    tokens = read(file);
    lastSuccess = new long[tokens.size()];
    Arrays.fill(lastSuccess, Long.MIN_VALUE);
  }

  static String format(Sealed token) {
    return token.key() + " " + HexFormat.of().formatHex(token.token());
  }

  static List<Sealed> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(VaultProcess::parse).toList();
  }

  private static Sealed parse(String line) {
    var parts = line.split(" ");
    return new Sealed(KeyId.parse(parts[0]), "test", HexFormat.of().parseHex(parts[1]));
  }

  /** What a process has to say at its end. */
  record Report(long attempts, long successes, long refusals, List<Long> lastSuccess) {
    private String format() {
      var numbers = new ArrayList<Long>(List.of(attempts, successes, refusals));
      numbers.addAll(lastSuccess);
      return String.join(" ", numbers.stream().map(String::valueOf).toList());
    }

    static Report parse(String line) {
      var numbers = Arrays.stream(line.split(" ")).map(Long::valueOf).toList();
      return new Report(
          numbers.get(0), numbers.get(1), numbers.get(2), numbers.subList(3, numbers.size()));
    }
  }

  /** With a short lease, so that nobody waits long for a process that is gone. */
  static VaultSettings settings(Path folder) {
    return VaultSettings.in(folder).withLease(Duration.ofMillis(1_500));
  }

  public static void main(String[] args) throws IOException, SQLException {
    var work = new VaultProcess(Path.of(args[2]));
    try (var source = VaultDatabases.connect(args[0]);
        var node = new VaultNode(source, settings(Path.of(args[1])), InstantSource.system());
        var beating = Executors.newSingleThreadScheduledExecutor()) {
      long nanos = BEAT.toNanos();
      beating.scheduleWithFixedDelay(node::beat, 0, nanos, TimeUnit.NANOSECONDS);
      work.reveal(node, 0);
      System.out.println("ready");
      for (int from = 0; System.in.available() == 0; from += BATCH) {
        work.reveal(node, from % work.tokens.size());
      }
      System.out.println(work.report().format());
      beating.shutdownNow();
    }
  }

  private void reveal(VaultNode node, int from) {
    int to = Math.min(tokens.size(), from + BATCH);
    long begun = System.nanoTime();
    attempts += to - from;
    try {
      var opened = node.vault.open(tokens.subList(from, to));
      for (int i = from; i < to; i++) {
        if (opened.get(i - from) instanceof Opened.Value) {
          lastSuccess[i] = begun;
          successes++;
        }
      }
    } catch (VaultSealedException | VaultStoreException e) {
      refusals += to - from;
    }
  }

  private Report report() {
    return new Report(attempts, successes, refusals, Arrays.stream(lastSuccess).boxed().toList());
  }
}
