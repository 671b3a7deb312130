package dev.lethe.service.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a deployment sets for its vault. */
@ConfigMapping(prefix = "lethe.vault")
interface VaultConfig {
  /** Where root keys are kept. */
  enum RootStore {
    FILE,
    PKCS11,
    TRANSIT
  }

  @WithDefault("file")
  RootStore rootStore();

  /** The encrypted file of root keys; it must not lie in the database's backup. */
  Optional<Path> rootFile();

  Optional<String> rootPassphrase();

  /** Files of shares that open the file of root keys in the passphrase's place. */
  Optional<List<Path>> rootShares();

  Pkcs11 pkcs11();

  Transit transit();

  /** The append-only copy of the tombstones; it must not lie in the database's backup. */
  Optional<Path> tombstoneFile();

  @WithDefault("default")
  String tenant();

  /** How long a root key is in use. */
  @WithDefault("P1D")
  Duration epoch();

  /** How many epochs longer it opens backups, before it is destroyed; 30 at most. */
  @WithDefault("7")
  int retainedEpochs();

  /** How long this process may use opened keys without hearing of changes; 60 seconds at most. */
  @WithDefault("PT10S")
  Duration lease();

  @WithDefault("1000000")
  int cachedKeys();

  /** How often the root key store is looked at, and a sealed vault tried again. */
  @WithDefault("PT10S")
  Duration look();

  /** A hardware token. */
  interface Pkcs11 {
    Optional<Path> library();

    OptionalInt slot();

    Optional<Path> pinFile();
  }

  /** The transit engine of OpenBao or Vault. */
  interface Transit {
    Optional<URI> address();

    @WithDefault("transit")
    String mount();

    Optional<String> namespace();

    Optional<Path> tokenFile();

    Optional<Path> caFile();

    @WithDefault("PT5S")
    Duration timeout();

    /** So long before the access token ends unless it is renewed, an alarm says so. */
    @WithDefault("PT15M")
    Duration warnBefore();
  }
}
