package dev.lethe.service.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a deployment sets for its vault. */
@ConfigMapping(prefix = "lethe.vault")
interface VaultConfig {
  /** The encrypted file of root keys; it must not lie in the database's backup. */
  Optional<Path> rootFile();

  Optional<String> rootPassphrase();

  /** The append-only copy of the tombstones; it must not lie in the database's backup. */
  Optional<Path> tombstoneFile();

  @WithDefault("default")
  String tenant();

  /** How long a root key is in use. */
  @WithDefault("P1D")
  Duration epoch();

  /** How many epochs longer it opens backups, before it is destroyed. */
  @WithDefault("7")
  int retainedEpochs();

  /** How long this process may use opened keys without hearing of changes; 60 seconds at most. */
  @WithDefault("PT10S")
  Duration lease();

  @WithDefault("200000")
  int cachedKeys();
}
