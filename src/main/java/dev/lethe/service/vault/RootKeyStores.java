package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.root.Argon2Cost;
import dev.lethe.cryptovault.root.FileRootKeyStore;
import dev.lethe.cryptovault.root.Pkcs11RootKeyStore;
import dev.lethe.cryptovault.root.Pkcs11Settings;
import dev.lethe.cryptovault.root.RootFileOpener;
import dev.lethe.cryptovault.root.RootKeyStore;
import dev.lethe.cryptovault.root.ShareFiles;
import dev.lethe.cryptovault.root.TransitRootKeyStore;
import dev.lethe.cryptovault.root.TransitSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the root key store that the deployment has chosen. */
@ApplicationScoped
class RootKeyStores {
  private final VaultConfig config;
  private final InstantSource clock;
  private final SecureRandom random;

  RootKeyStores(VaultConfig config, InstantSource clock, SecureRandom random) {
    this.config = config;
    this.clock = clock;
    this.random = random;
  }

  RootKeyStore open() {
    return switch (config.rootStore()) {
      case FILE -> file();
      case PKCS11 -> token();
      case TRANSIT -> transit();
    };
  }

  private RootKeyStore file() {
    return FileRootKeyStore.open(require(config.rootFile(), "root-file"), opener(), random);
  }

  private RootFileOpener opener() {
    var shares = config.rootShares();
    if (shares.isPresent() && config.rootPassphrase().isPresent()) {
      throw new VaultSealedException(
          "lethe.vault.root-passphrase and lethe.vault.root-shares are both set; one opens the file");
    }
    if (shares.isPresent()) {
      return RootFileOpener.shares(ShareFiles.read(shares.get()));
    }
    var passphrase = require(config.rootPassphrase(), "root-passphrase");
    return RootFileOpener.passphrase(
        SecretBytes.takeOwnershipOf(passphrase.getBytes(UTF_8)), Argon2Cost.RECOMMENDED);
  }

  private RootKeyStore token() {
    var set = config.pkcs11();
    if (set.slot().isEmpty()) {
      throw new VaultSealedException("lethe.vault.pkcs11.slot is not set");
    }
    var settings =
        new Pkcs11Settings(
            require(set.library(), "pkcs11.library"),
            set.slot().getAsInt(),
            require(set.pinFile(), "pkcs11.pin-file"));
    return Pkcs11RootKeyStore.open(settings, new Tenant(config.tenant()), random);
  }

  private RootKeyStore transit() {
    var set = config.transit();
    var address = require(set.address(), "transit.address");
    var tokenFile = require(set.tokenFile(), "transit.token-file");
    try {
      var settings =
          new TransitSettings(
              address, set.mount(), set.namespace(), tokenFile, set.caFile(), set.timeout());
      return TransitRootKeyStore.open(settings, new Tenant(config.tenant()), clock);
    } catch (IllegalArgumentException e) {
      throw new VaultSealedException("lethe.vault.transit: " + e.getMessage());
    }
  }

  private static <T> T require(Optional<T> setting, String name) {
    return setting.orElseThrow(
        () -> new VaultSealedException("lethe.vault." + name + " is not set"));
  }

  /** The files on this machine that only their owner should reach. */
  List<Path> secretFiles() {
    var files = new ArrayList<Path>();
    config.rootFile().ifPresent(files::add);
    config.rootShares().ifPresent(files::addAll);
    config.pkcs11().pinFile().ifPresent(files::add);
    config.transit().tokenFile().ifPresent(files::add);
    return files;
  }
}
