package dev.lethe.service.vault;

import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.VaultException;
import dev.lethe.cryptovault.page.KeyPages;
import dev.lethe.cryptovault.root.RootKeyException;
import dev.lethe.cryptovault.root.RootKeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether the vault is open. It opens when the root keys can be used, the root page opens under
 * them, and every tombstone has been obeyed; until then nothing that needs a key is served.
 */
@ApplicationScoped
class VaultDoor {
  private static final Logger LOG = Logger.getLogger(VaultDoor.class);
  // Three levels: 16.7 million data keys.
  private static final int LEVELS = 3;

  private final VaultConfig config;
  private final VaultDatabase database;
  private final Epochs epochs;
  private final Shredder shredder;
  private final HeldCopies copies;
  private final RootKeyStores stores;
  private final SecureRandom random;
  private volatile @Nullable Inside inside;
  private volatile String lastReason = "the vault has not been opened yet";
  private volatile Optional<VaultAlarm> alarm = Optional.empty();

  VaultDoor(
      VaultConfig config,
      VaultDatabase database,
      Epochs epochs,
      Shredder shredder,
      HeldCopies copies,
      RootKeyStores stores,
      SecureRandom random) {
    this.config = config;
    this.database = database;
    this.epochs = epochs;
    this.shredder = shredder;
    this.copies = copies;
    this.stores = stores;
    this.random = random;
  }

  /** What an open vault works with. */
  record Inside(KeyPages pages, RootKeyStore roots) {}

  /** Returns what is inside, or throws {@link VaultSealedException}. */
  Inside require() {
    var opened = inside;
    if (opened == null) {
      throw new VaultSealedException(lastReason);
    }
    return opened;
  }

  boolean isOpen() {
    return inside != null;
  }

  /** Tries to open; logs the reason once when it cannot. */
  synchronized void open() {
    if (inside != null) {
      return;
    }
    try {
      inside = unlock();
      alarm = Optional.empty();
      LOG.info("The vault is open");
    } catch (VaultException e) {
      var reason = String.valueOf(e.getMessage());
      if (!reason.equals(lastReason)) {
        LOG.errorf("The vault stays sealed: %s", reason);
      }
      lastReason = reason;
      alarm = alarmOf(e);
    }
  }

  /** Why it is not open; names settings, files and epochs only. */
  String reason() {
    return lastReason;
  }

  /** What an operator has to do about the root keys before it opens. */
  Optional<VaultAlarm> alarm() {
    return alarm;
  }

  private static Optional<VaultAlarm> alarmOf(VaultException e) {
    return switch (e) {
      case RootKeyMissingException missing -> Optional.of(VaultAlarm.ROOT_KEY_MISSING);
      case RootKeyException failing -> Optional.of(VaultAlarm.ROOT_STORE_UNREACHABLE);
      default -> Optional.empty();
    };
  }

  private Inside unlock() {
    if (!shredder.isReady()) {
      throw new VaultSealedException("lethe.vault.tombstone-file is not set");
    }
    var roots = stores.open();
    try {
      var pages = new KeyPages(LEVELS, new Tenant(config.tenant()), roots, random);
      epochs.begin(pages, roots);
      pages.verify(database);
      copies.agree();
      shredder.obeyTombstones(pages);
      epochs.passOrphans(pages, roots);
      return new Inside(pages, roots);
    } catch (VaultException e) {
      roots.close();
      throw e;
    }
  }

  /** Wipes the root keys; nothing can be used afterwards. */
  synchronized void close() {
    var opened = inside;
    inside = null;
    lastReason = "the vault has been closed";
    if (opened != null) {
      opened.roots().close();
    }
  }
}
