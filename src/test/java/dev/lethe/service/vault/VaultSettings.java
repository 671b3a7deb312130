package dev.lethe.service.vault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of a node whose files lie in a folder; what a test wants otherwise it overrides. */
record VaultSettings(
    Optional<Path> rootFile,
    Optional<String> rootPassphrase,
    Optional<List<Path>> rootShares,
    Optional<Path> tombstoneFile,
    RootStore rootStore,
    Duration lease,
    int cachedKeys)
    implements VaultConfig {
  static VaultSettings in(Path folder) {
    return new VaultSettings(
        Optional.of(folder.resolve("roots")),
        Optional.of("a passphrase of the tests"),
        Optional.empty(),
        Optional.of(folder.resolve("tombstones")),
        RootStore.FILE,
        Duration.ofSeconds(3),
        1_000);
  }

  VaultSettings withPassphrase(Optional<String> passphrase) {
    return new VaultSettings(
        rootFile, passphrase, rootShares, tombstoneFile, rootStore, lease, cachedKeys);
  }

  VaultSettings withShares(List<Path> shares) {
    return new VaultSettings(
        rootFile, rootPassphrase, Optional.of(shares), tombstoneFile, rootStore, lease, cachedKeys);
  }

  VaultSettings withTombstones(Path file) {
    return new VaultSettings(
        rootFile, rootPassphrase, rootShares, Optional.of(file), rootStore, lease, cachedKeys);
  }

  VaultSettings withRoots(Path file) {
    return new VaultSettings(
        Optional.of(file), rootPassphrase, rootShares, tombstoneFile, rootStore, lease, cachedKeys);
  }

  VaultSettings withLease(Duration length) {
    return new VaultSettings(
        rootFile, rootPassphrase, rootShares, tombstoneFile, rootStore, length, cachedKeys);
  }

  VaultSettings withStore(RootStore store) {
    return new VaultSettings(
        rootFile, rootPassphrase, rootShares, tombstoneFile, store, lease, cachedKeys);
  }

  VaultSettings withCachedKeys(int keys) {
    return new VaultSettings(
        rootFile, rootPassphrase, rootShares, tombstoneFile, rootStore, lease, keys);
  }

  @Override
  public String tenant() {
    return "default";
  }

  @Override
  public Duration epoch() {
    return Duration.ofDays(1);
  }

  @Override
  public int retainedEpochs() {
    return 7;
  }

  @Override
  public Duration look() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Pkcs11 pkcs11() {
    return new NoToken();
  }

  @Override
  public Transit transit() {
    return new NoServer();
  }

  @Override
  public String toString() {
    return "VaultSettings[]";
  }

  private record NoToken() implements Pkcs11 {
    @Override
    public Optional<Path> library() {
      return Optional.empty();
    }

    @Override
    public OptionalInt slot() {
      return OptionalInt.empty();
    }

    @Override
    public Optional<Path> pinFile() {
      return Optional.empty();
    }
  }

  private record NoServer() implements Transit {
    @Override
    public Optional<URI> address() {
      return Optional.empty();
    }

    @Override
    public String mount() {
      return "transit";
    }

    @Override
    public Optional<String> namespace() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> tokenFile() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> caFile() {
      return Optional.empty();
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration warnBefore() {
      return Duration.ofMinutes(15);
    }
  }
}
