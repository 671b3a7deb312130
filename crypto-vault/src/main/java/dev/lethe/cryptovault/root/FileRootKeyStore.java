package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * Root keys in one file, encrypted under a key of its own that a passphrase opens, or k of n
 * shares, or either. The file is replaced atomically and durably, and what another process changed
 * in it is seen at the next call. Destroying a key overwrites the blocks of the former file, which
 * a disk that relocates its writes may not honour, and cannot reach copies that somebody took of
 * the file: where those matter, use a hardware store.
 */
public final class FileRootKeyStore implements RootKeyStore {
  // A file lock excludes other processes, but two stores of one process would collide on it.
  private static final Object WRITING = new Object();

  private final LockedFile file;
  private final SecureRandom random;
  private final SecretCipher cipher;
  private RootKeys keys = new RootKeys();
  private boolean closed;

  private FileRootKeyStore(Path path, RootFileOpener opener, SecureRandom random) {
    this.file = new LockedFile(path, opener, random);
    this.random = random;
    this.cipher = new SecretCipher(random);
  }

  /**
   * Opens the file, or an empty store where there is none; throws when the opener does not open it.
   */
  public static FileRootKeyStore open(Path path, RootFileOpener opener, SecureRandom random) {
    var store = new FileRootKeyStore(path, opener, random);
    store.epochs();
    return store;
  }

  /**
   * Makes a file without root keys. Where shares are asked for, {@code keep} gets them before there
   * is a file that needs them; when it throws, no file is made.
   */
  public static void create(
      Path path, RootFileLocks locks, Consumer<List<Share>> keep, SecureRandom random) {
    try (var store = new FileRootKeyStore(path, RootFileOpener.shares(List.of()), random)) {
      if (store.file.exists()) {
        throw new RootKeyException("there is a root key file already");
      }
      store.relock(locks, keep);
    }
  }

  @Override
  public synchronized SortedSet<Long> epochs() {
    refresh();
    return keys.epochs();
  }

  @Override
  public synchronized void create(long epoch) {
    if (!epochs().contains(epoch)) {
      change(roots -> {
        // Another process may have made it since we looked.
        if (!roots.has(epoch)) {
          roots.create(epoch, random);
        }
      });
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

  /** What the file opens with: {@code passphrase}, {@code 3of5 shares}, or both. */
  public synchronized List<String> locks() {
    refresh();
    return file.locks();
  }

  /**
   * Puts new locks on the file, and a new file key under them, so that whoever keeps a former
   * passphrase or former shares opens nothing but copies of the former file. Where shares are asked
   * for, {@code keep} gets them before the file needs them, and never again; when it throws, the
   * file stays as it is.
   */
  public synchronized void relock(RootFileLocks next, Consumer<List<Share>> keep) {
    change(roots -> {
      var shares = file.relock(next);
      if (!shares.isEmpty()) {
        keep.accept(shares);
      }
    });
  }

  private void change(Consumer<RootKeys> change) {
    boolean written = false;
    synchronized (WRITING) {
      try (var lock = file.lock()) {
        refresh();
        change.accept(keys);
        try (var content = keys.write()) {
          file.write(content);
        }
        written = true;
      } catch (IOException e) {
        throw new RootKeyException("the root key file cannot be written", e);
      } finally {
        if (!written) {
          forget();
        }
      }
    }
  }

  // Memory may be ahead of the file; the next call reads the file again.
  private void forget() {
    keys.close();
    file.close();
  }

  private void refresh() {
    if (closed) {
      throw new RootKeyException("the root key store is closed");
    }
    try (var content = file.readIfChanged()) {
      if (content != null) {
        keys.close();
        keys = RootKeys.read(content);
      }
    } catch (IOException e) {
      throw new RootKeyException("the root key file cannot be read", e);
    }
  }

  /** Wipes the keys from memory; what opened the file stays the caller's. */
  @Override
  public synchronized void close() {
    closed = true;
    forget();
  }
}
