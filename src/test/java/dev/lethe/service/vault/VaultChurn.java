package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.KeyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A process that makes, freezes and shreds keys, begins epochs, and keeps a model of its own keys.
 * It writes which of its tokens must open at the end and which must not.
 */
final class VaultChurn {
  private static final int ROUNDS = 16;
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final SplittableRandom choose;
  private final List<Sealed> living = new ArrayList<>();
  private final List<Sealed> destroyed = new ArrayList<>();
  private Instant now = START;

  private VaultChurn(long seed) {
    choose = new SplittableRandom(seed);
  }

  public static void main(String[] args) throws IOException, SQLException {
    var folder = Path.of(args[1]);
    var churn = new VaultChurn(Long.parseLong(args[2]));
    try (var source = VaultDatabases.connect(args[0]);
        var node = new VaultNode(source, VaultProcess.settings(folder), () -> churn.now)) {
      for (int round = 0; round < ROUNDS; round++) {
        churn.step(node);
        node.beat();
      }
    }
    write(folder.resolve("living" + args[2]), churn.living);
    write(folder.resolve("destroyed" + args[2]), churn.destroyed);
    System.out.println("ready");
  }

  private static void write(Path file, List<Sealed> tokens) throws IOException {
    Files.write(file, tokens.stream().map(VaultProcess::format).toList());
  }

  private void step(VaultNode node) {
    switch (choose.nextInt(8)) {
      case 0, 1, 2, 3 -> make(node, 1 + choose.nextInt(120));
      case 4, 5 -> shred(node);
      case 6 -> freezeAndThaw(node);
      default -> {
        now = now.plus(Duration.ofHours(7));
        node.epochs.advance(node.door.require());
      }
    }
  }

  private void make(VaultNode node, int count) {
    var keys = node.vault.createKeys(count);
    var plain = keys.stream().map(key -> new Plain(key, "test", "x".getBytes(UTF_8))).toList();
    var tokens = node.vault.seal(plain);
    for (int i = 0; i < count; i++) {
      living.add(new Sealed(keys.get(i), "test", tokens.get(i)));
    }
  }

  private void shred(VaultNode node) {
    var victims = some();
    node.vault.shred(victims.stream().map(Sealed::key).toList(), "test");
    destroyed.addAll(victims);
    Set<KeyId> gone = new HashSet<>(victims.stream().map(Sealed::key).toList());
    living.removeIf(token -> gone.contains(token.key()));
  }

  private void freezeAndThaw(VaultNode node) {
    var keys = some().stream().map(Sealed::key).toList();
    node.vault.freeze(keys);
    node.vault.thaw(keys);
  }

  private List<Sealed> some() {
    return Stream.generate(() -> 0)
        .limit(living.isEmpty() ? 0 : choose.nextInt(30))
        .map(i -> living.get(choose.nextInt(living.size())))
        .distinct()
        .toList();
  }
}
