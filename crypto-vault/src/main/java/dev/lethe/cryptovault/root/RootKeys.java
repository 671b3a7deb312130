package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.SecretBytes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The root keys of a store that holds them itself, and which epochs are over. Closing it wipes
 * them.
 */
final class RootKeys implements AutoCloseable {
  private static final int KEY_BYTES = 32;
  private static final int ENTRY_BYTES = Long.BYTES + KEY_BYTES;
  private final TreeMap<Long, SecretBytes> keys = new TreeMap<>();
  private long newestDestroyed = Long.MIN_VALUE;

  static RootKeys read(SecretBytes plain) {
    var roots = new RootKeys();
    var buffer = ByteBuffer.wrap(plain.borrow());
    if (buffer.remaining() < Long.BYTES || (buffer.remaining() - Long.BYTES) % ENTRY_BYTES != 0) {
      throw new RootKeyException("the root key file has an unknown content");
    }
    roots.newestDestroyed = buffer.getLong();
    while (buffer.hasRemaining()) {
      long epoch = buffer.getLong();
      var key = new byte[KEY_BYTES];
      buffer.get(key);
      roots.keys.put(epoch, SecretBytes.takeOwnershipOf(key));
    }
    return roots;
  }

  SecretBytes write() {
    var buffer =
        ByteBuffer.allocate(Long.BYTES + keys.size() * ENTRY_BYTES).putLong(newestDestroyed);
    keys.forEach((epoch, key) -> buffer.putLong(epoch).put(key.borrow()));
    return SecretBytes.takeOwnershipOf(buffer.array());
  }

  SortedSet<Long> epochs() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(keys.keySet()));
  }

  boolean has(long epoch) {
    return keys.containsKey(epoch);
  }

  void create(long epoch, SecureRandom random) {
    if (epoch <= newestDestroyed) {
      throw new RootKeyDestroyedException(epoch);
    }
    keys.put(epoch, SecretBytes.random(KEY_BYTES, random));
  }

  void destroy(long epoch) {
    var key = keys.remove(epoch);
    if (key != null) {
      key.close();
      newestDestroyed = Math.max(newestDestroyed, epoch);
    }
  }

  SecretBytes require(long epoch) {
    var key = keys.get(epoch);
    if (key != null) {
      return key;
    }
    throw epoch <= newestDestroyed
        ? new RootKeyDestroyedException(epoch)
        : new RootKeyException("there is no root key for epoch " + epoch);
  }

  @Override
  public void close() {
    keys.values().forEach(SecretBytes::close);
    keys.clear();
  }
}
