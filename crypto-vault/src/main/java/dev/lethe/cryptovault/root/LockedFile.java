package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A durable file whose content is sealed under a key that its locks hold. Not thread-safe. */
final class LockedFile implements AutoCloseable {
  private static final int KEY_BYTES = 32;
  private final DurableFile file;
  private final RootFileOpener opener;
  private final SecureRandom random;
  private final SecretCipher cipher;
  private @Nullable Object seen;
  private @Nullable Unlocked unlocked;

  /**
   * A header and the file key it leads to, which is dear to derive and so kept while the header
   * stays. A file of version 1 has no locks; it gets them when it is written.
   */
  private record Unlocked(byte[] header, List<RootFileLock> locks, SecretBytes fileKey) {}

  LockedFile(Path path, RootFileOpener opener, SecureRandom random) {
    this.file = new DurableFile(path);
    this.opener = opener;
    this.random = random;
    this.cipher = new SecretCipher(random);
  }

  boolean exists() {
    return file.exists();
  }

  /** Keeps other processes from writing until the channel is closed. */
  FileChannel lock() throws IOException {
    return file.lock();
  }

  /** The content, if it is not the one last read or written; the caller wipes it. */
  @Nullable SecretBytes readIfChanged() throws IOException {
    var now = file.stamp();
    if (now == null && seen != null) {
      throw new RootKeyException("the root key file has vanished");
    }
    if (now == null || now.equals(seen)) {
      return null;
    }
    var content = open(file.read());
    seen = now;
    return content;
  }

  void write(SecretBytes content) throws IOException {
    var now = unlocked;
    if (now == null || now.locks().isEmpty()) {
      now = unlock(fresh(key -> List.of(opener.lock(key, cipher, random))));
    }
    var sealed = cipher.seal(now.fileKey(), content, now.header());
    file.replace(new RootFileV2(now.locks(), sealed).toBytes(), random);
    seen = file.stamp();
  }

  /** Takes a new file key and new locks for the next writing; returns the shares made. */
  List<Share> relock(RootFileLocks next) {
    var shares = new ArrayList<Share>();
    unlock(fresh(key -> locksOf(next, key, shares)));
    return shares;
  }

  private List<RootFileLock> locksOf(RootFileLocks next, SecretBytes fileKey, List<Share> made) {
    var locks = new ArrayList<RootFileLock>();
    next.passphrase()
        .map(passphrase -> new PassphraseOpener(passphrase, next.cost()))
        .ifPresent(lock -> locks.add(lock.lock(fileKey, cipher, random)));
    next.shares()
        .ifPresent(terms -> locks.add(SharesOpener.lock(fileKey, terms, cipher, random, made)));
    return locks;
  }

  private Unlocked fresh(Function<SecretBytes, List<RootFileLock>> locking) {
    var fileKey = SecretBytes.random(KEY_BYTES, random);
    var locks = locking.apply(fileKey);
    return new Unlocked(RootFileV2.header(locks), locks, fileKey);
  }

  private Unlocked unlock(Unlocked next) {
    if (unlocked != null) {
      unlocked.fileKey().close();
    }
    unlocked = next;
    return next;
  }

  private SecretBytes open(byte[] bytes) {
    if (RootFileV2.matches(bytes)) {
      var stored = RootFileV2.parse(bytes);
      return open(stored.header(), stored.locks(), stored.sealed(), () -> fileKey(stored));
    }
    var stored = RootFileV1.parse(bytes);
    return open(stored.header(), List.of(), stored.sealed(), () -> opener.open(stored));
  }

  private SecretBytes open(
      byte[] header, List<RootFileLock> locks, byte[] sealed, Supplier<SecretBytes> fileKey) {
    try {
      var now = unlocked;
      if (now == null || !Arrays.equals(now.header(), header)) {
        now = unlock(new Unlocked(header, locks, fileKey.get()));
      }
      return cipher.open(now.fileKey(), sealed, header, "the root key file");
    } catch (CorruptPageException e) {
      throw new RootKeyException(opener.refusal(), e);
    }
  }

  private SecretBytes fileKey(RootFileV2 stored) {
    for (var lock : stored.locks()) {
      if (lock.kind() == opener.kind()) {
        return opener.open(lock, cipher);
      }
    }
    throw new RootKeyException(opener.refusal() + ": it has no such lock");
  }

  /** What the file opens with, in words. */
  List<String> locks() {
    var now = unlocked;
    return now == null || now.locks().isEmpty()
        ? List.of(RootFileLock.BY_PASSPHRASE)
        : now.locks().stream().map(RootFileLock::describe).toList();
  }

  /** Forgets the file key and what was read; the next reading opens the file anew. */
  @Override
  public void close() {
    if (unlocked != null) {
      unlocked.fileKey().close();
      unlocked = null;
    }
    seen = null;
  }
}
