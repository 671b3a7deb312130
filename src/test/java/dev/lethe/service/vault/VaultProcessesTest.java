package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes over one database that reveal all the time, while keys are shredded. */
class VaultProcessesTest {
  private static final int TOKENS = 640;
  private static final int SHREDS = 16;
  @AutoClose private static final VaultDatabases databases = new VaultDatabases();

  @TempDir Path folder;
  private AgroalDataSource source;
  private final List<Running> processes = new ArrayList<>();

  @BeforeEach
  void createDatabase() throws SQLException {
    source = databases.create();
  }

  /** A process under test and the end of its output that we read. */
  private record Running(Process process, BufferedReader output) {
    void signal(String name) throws IOException, InterruptedException {
      var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()));
      assertThat(kill.inheritIO().start().waitFor()).isZero();
    }

    VaultProcess.Report end() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      return VaultProcess.Report.parse(output.readLine());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void noRevealThatBeginsAfterAShredIsAnsweredSucceedsInAnyProcess(int count) throws Exception {
    var choose = new SplittableRandom(count);
    var answeredAt = new long[TOKENS];
    try (var node = new VaultNode(source, VaultProcess.settings(folder), InstantSource.system())) {
      var tokens = tokens(node);
      for (int i = 0; i < count; i++) {
        processes.add(start());
      }
      int each = TOKENS / SHREDS;
      for (int shred = 0; shred < SHREDS; shred++) {
        disturb(shred, choose);
        var some = tokens.subList(shred * each, (shred + 1) * each);
        node.vault.shred(some.stream().map(Sealed::key).toList(), "test");
        long now = System.nanoTime();
        for (int i = shred * each; i < (shred + 1) * each; i++) {
          answeredAt[i] = now;
        }
        repair();
      }
      judge(answeredAt);
    } finally {
      processes.forEach(running -> running.process().destroyForcibly());
    }
  }

  /** Some shreds meet a process that is stopped, or one that has just been killed. */
  private void disturb(int shred, SplittableRandom choose) throws Exception {
    var victim = processes.get(choose.nextInt(processes.size()));
    if (shred % 8 == 3) {
      victim.process().destroyForcibly().waitFor();
    } else if (shred % 8 == 6) {
      victim.signal("STOP");
    }
  }

  private void repair() throws Exception {
    for (int i = 0; i < processes.size(); i++) {
      if (processes.get(i).process().isAlive()) {
        processes.get(i).signal("CONT");
      } else {
        processes.set(i, start());
      }
    }
  }

  private void judge(long[] answeredAt) throws IOException, InterruptedException {
    // The last keys are tried for a while after they are gone.
    Thread.sleep(1_000);
    long attempts = 0;
    for (var running : processes) {
      var report = running.end();
      assertThat(report.successes()).isPositive();
      attempts += report.attempts();
      for (int i = 0; i < TOKENS; i++) {
        assertThat(report.lastSuccess().get(i)).as("token %d", i).isLessThan(answeredAt[i]);
      }
    }
    assertThat(attempts).isGreaterThan(100_000);
    System.out.printf("%d processes: %,d reveals attempted%n", processes.size(), attempts);
  }

  private List<Sealed> tokens(VaultNode node) throws IOException {
    var keys = node.vault.createKeys(TOKENS);
    var plain = keys.stream().map(key -> new Plain(key, "test", "x".getBytes(UTF_8))).toList();
    var made = node.vault.seal(plain);
    var tokens = new ArrayList<Sealed>();
    for (int i = 0; i < TOKENS; i++) {
      tokens.add(new Sealed(keys.get(i), "test", made.get(i)));
    }
    Files.write(folder.resolve("tokens"), tokens.stream().map(VaultProcess::format).toList());
    return tokens;
  }

  @Test
  void processesThatWriteTheSamePagesLoseNoKeyAndBringNoneBack() throws Exception {
    try (var node = new VaultNode(source, VaultProcess.settings(folder), InstantSource.system())) {
      var started = new ArrayList<Process>();
      for (int seed = 1; seed <= 3; seed++) {
        started.add(launch(VaultChurn.class, String.valueOf(seed)).start());
      }
      for (var process : started) {
        assertThat(process.waitFor()).isZero();
      }
      for (int seed = 1; seed <= 3; seed++) {
        assertThat(node.vault.open(VaultProcess.read(folder.resolve("living" + seed))))
            .isNotEmpty()
            .allMatch(Opened.Value.class::isInstance);
        assertThat(node.vault.open(VaultProcess.read(folder.resolve("destroyed" + seed))))
            .isNotEmpty()
            .allMatch(Opened.Destroyed.class::isInstance);
      }
    }
  }

  private ProcessBuilder launch(Class<?> main, String argument) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            VaultDatabases.url(source),
            folder.toString(),
            argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private Running start() throws IOException {
    var process = launch(VaultProcess.class, folder.resolve("tokens").toString()).start();
    var output = process.inputReader();
    for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      if (line == null) {
        throw new IOException("the process ended before it was ready");
      }
    }
    return new Running(process, output);
  }
}
