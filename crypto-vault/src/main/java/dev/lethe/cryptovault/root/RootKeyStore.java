package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Keeps one root key per epoch, outside the database, and seals the root page under it. This is the
 * only place from which something has to be truly erased: destroying a root key ends every copy of
 * the pages of its epoch.
 */
public interface RootKeyStore extends AutoCloseable {
  /** The epochs whose root key can be used, oldest first. */
  SortedSet<Long> epochs();

  /**
   * Makes the epoch's root key, durably; does nothing when it is there. An epoch once destroyed
   * never returns.
   */
  void create(long epoch);

  /** Seals authentically together with {@code associated}; the result differs each time. */
  byte[] seal(long epoch, SecretBytes page, byte[] associated);

  /**
   * Opens what {@link #seal} made, or throws {@link CorruptPageException} when any bit of it
   * differs.
   */
  SecretBytes open(long epoch, byte[] sealed, byte[] associated);

  /** Erases the epoch's root key from every copy this store keeps; does nothing when it is gone. */
  void destroy(long epoch);

  /**
   * When the right to use the store ends, where it ends by itself and unless it is renewed; renews
   * it where that is due and possible.
   */
  default Optional<Instant> signInEnds() {
    return Optional.empty();
  }

  /** Wipes what is in memory and ends sessions; what is stored stays. */
  @Override
  void close();
}
