package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Root keys in one file, encrypted under a passphrase. The file is replaced atomically and durably,
 * and what another process changed in it is seen at the next call. Destroying a key overwrites the
 * blocks of the former file, which a disk that relocates its writes may not honour, and cannot
 * reach copies that somebody took of the file: where those matter, use a hardware store.
 */
public final class FileRootKeyStore implements RootKeyStore, AutoCloseable {
  // A file lock excludes other processes, but two stores of one process would collide on it.
  private static final Object WRITING = new Object();

  private final DurableFile file;
  private final SecretBytes passphrase;
  private final Argon2Cost cost;
  private final SecureRandom random;
  private final SecretCipher cipher;
  private RootKeys keys = new RootKeys();
  private @Nullable Object seen;
  private @Nullable RootFileV1 header;
  private @Nullable SecretBytes fileKey;

  private FileRootKeyStore(
      Path path, SecretBytes passphrase, Argon2Cost cost, SecureRandom random) {
    this.file = new DurableFile(path);
    this.passphrase = passphrase;
    this.cost = cost;
    this.random = random;
    this.cipher = new SecretCipher(random);
  }

  /**
   * Opens the file, or an empty store where there is none; throws when the passphrase does not open
   * it.
   */
  public static FileRootKeyStore open(
      Path path, SecretBytes passphrase, Argon2Cost cost, SecureRandom random) {
    var store = new FileRootKeyStore(path, passphrase, cost, random);
    store.epochs();
    return store;
  }

  @Override
  public synchronized SortedSet<Long> epochs() {
    refresh();
    return keys.epochs();
  }

  @Override
  public synchronized void create(long epoch) {
    if (!epochs().contains(epoch)) {
      change(roots -> roots.create(epoch, random));
    }
  }

  @Override
  public synchronized byte[] seal(long epoch, SecretBytes page, byte[] associated) {
    refresh();
    return cipher.seal(keys.require(epoch), page, associated);
  }

  @Override
  public synchronized SecretBytes open(long epoch, byte[] sealed, byte[] associated) {
    refresh();
    return cipher.open(keys.require(epoch), sealed, associated, "the root page");
  }

  @Override
  public synchronized void destroy(long epoch) {
    if (epochs().contains(epoch)) {
      change(roots -> roots.destroy(epoch));
    }
  }

  private void change(Consumer<RootKeys> change) {
    synchronized (WRITING) {
      try (var lock = file.lock()) {
        refresh();
        change.accept(keys);
        write();
      } catch (IOException e) {
        // Memory may be ahead of the file now; the next call reads the file again.
        keys.close();
        seen = null;
        throw new RootKeyException("the root key file cannot be written", e);
      }
    }
  }

  private void write() throws IOException {
    var next = header != null ? header : freshHeader();
    try (var plain = keys.write()) {
      var sealed = cipher.seal(keyFor(next), plain, next.header());
      file.replace(new RootFileV1(next.cost(), next.salt(), sealed).toBytes(), random);
    }
    seen = file.stamp();
  }

  private void refresh() {
    try {
      var now = file.stamp();
      if (now == null && seen != null) {
        throw new RootKeyException("the root key file has vanished");
      }
      if (now != null && !now.equals(seen)) {
        read();
        seen = now;
      }
    } catch (IOException e) {
      throw new RootKeyException("the root key file cannot be read", e);
    }
  }

  private void read() throws IOException {
    var stored = RootFileV1.parse(file.read());
    try (var plain = cipher.open(keyFor(stored), stored.sealed(), stored.header(), "root keys")) {
      keys.close();
      keys = RootKeys.read(plain);
    } catch (CorruptPageException e) {
      throw new RootKeyException("the passphrase does not open the root key file", e);
    }
  }

  private RootFileV1 freshHeader() {
    var salt = new byte[RootFileV1.SALT_BYTES];
    random.nextBytes(salt);
    return new RootFileV1(cost, salt, new byte[0]);
  }

  /**
   * The key under which a file with this header is sealed; dear to derive, so kept while the header
   * stays.
   */
  private SecretBytes keyFor(RootFileV1 stored) {
    if (fileKey == null || header == null || !Arrays.equals(header.header(), stored.header())) {
      if (fileKey != null) {
        fileKey.close();
      }
      fileKey = stored.cost().derive(passphrase, stored.salt());
      header = stored;
    }
    return Objects.requireNonNull(fileKey);
  }

  /** Wipes the keys from memory; the passphrase stays the caller's. */
  @Override
  public synchronized void close() {
    keys.close();
    if (fileKey != null) {
      fileKey.close();
    }
  }
}
