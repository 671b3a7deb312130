package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.security.SecureRandom;
import java.util.SortedSet;

/** Root keys in memory. */
public final class InMemoryRootKeyStore implements RootKeyStore {
  private final SecureRandom random;
  private final SecretCipher cipher;
  private final RootKeys keys = new RootKeys();

  public InMemoryRootKeyStore(SecureRandom random) {
    this.random = random;
    this.cipher = new SecretCipher(random);
  }

  @Override
  public synchronized SortedSet<Long> epochs() {
    return keys.epochs();
  }

  @Override
  public synchronized void create(long epoch) {
    if (!keys.has(epoch)) {
      keys.create(epoch, random);
    }
  }

  @Override
  public synchronized byte[] seal(long epoch, SecretBytes page, byte[] associated) {
    return cipher.seal(keys.require(epoch), page, associated);
  }

  @Override
  public synchronized SecretBytes open(long epoch, byte[] sealed, byte[] associated) {
    return cipher.open(keys.require(epoch), sealed, associated, "the root page");
  }

  @Override
  public synchronized void destroy(long epoch) {
    keys.destroy(epoch);
  }

  @Override
  public synchronized void close() {
    keys.close();
  }
}
