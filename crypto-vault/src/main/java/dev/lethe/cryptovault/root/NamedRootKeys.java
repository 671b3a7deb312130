package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Root keys that a device or service keeps under names and never gives away. What is common to
 * them: the mark that an epoch is over is made before its key is destroyed, so that a crash in
 * between ends in refusal, and destruction counts only once the key is seen to be gone.
 */
abstract class NamedRootKeys implements RootKeyStore {
  private final EpochNames names;
  private EpochNames.@Nullable Found known;

  NamedRootKeys(Tenant tenant) {
    this.names = new EpochNames(tenant);
  }

  /** The key of this name is not there, or no longer. */
  static final class KeyGoneException extends RootKeyException {
    KeyGoneException(String name) {
      super("there is no key " + name);
    }
  }

  /** All names, of others' keys too. */
  abstract Collection<String> list();

  /** Makes a key; another call at the same moment may make a second one of another name. */
  abstract void make(String name);

  /** Throws when the key can be read out, whoever made it. */
  abstract void requireKept(String name);

  /** Destroys a key; does nothing when it is gone. */
  abstract void remove(String name);

  /** Seals, or throws {@link KeyGoneException}. */
  abstract byte[] sealUnder(String name, SecretBytes page, byte[] associated);

  /** The name of the key under which this was sealed. */
  abstract String nameIn(byte[] sealed, String keyOfEpoch);

  /** Opens, or throws {@link KeyGoneException}. */
  abstract SecretBytes openUnder(String name, byte[] sealed, byte[] associated);

  @Override
  public final synchronized SortedSet<Long> epochs() {
    return Collections.unmodifiableSortedSet(read().usable());
  }

  @Override
  public final synchronized void create(long epoch) {
    var found = read();
    if (found.isOver(epoch) && !found.usable().contains(epoch)) {
      throw new RootKeyDestroyedException(epoch);
    }
    if (found.namesOf(epoch).isEmpty()) {
      make(names.ofKey(epoch));
      found = readUnlessOver(epoch);
    }
    found.namesOf(epoch).forEach(this::requireKept);
  }

  // Another process may have created and destroyed the same epoch since we looked.
  private EpochNames.Found readUnlessOver(long epoch) {
    var found = read();
    if (found.isOver(epoch)) {
      found.namesOf(epoch).forEach(this::remove);
      read();
      throw new RootKeyDestroyedException(epoch);
    }
    return found;
  }

  @Override
  public final synchronized byte[] seal(long epoch, SecretBytes page, byte[] associated) {
    var found = known;
    if (found != null && found.usable().contains(epoch)) {
      try {
        return sealUnder(found.require(epoch), page, associated);
      } catch (KeyGoneException e) {
        // As in open: looking again tells which.
      }
    }
    return sealUnder(read().require(epoch), page, associated);
  }

  @Override
  public final synchronized SecretBytes open(long epoch, byte[] sealed, byte[] associated) {
    var found = known;
    if (found == null || !found.usable().contains(epoch)) {
      read().require(epoch);
    }
    var name = nameIn(sealed, names.ofKey(epoch));
    try {
      return openUnder(name, sealed, associated);
    } catch (KeyGoneException e) {
      // Destroyed by another process, or out of sight because the login was lost.
      read().require(epoch);
    }
    try {
      return openUnder(name, sealed, associated);
    } catch (KeyGoneException e) {
      throw new CorruptPageException("the root page is sealed under another key");
    }
  }

  @Override
  public final synchronized void destroy(long epoch) {
    var found = read();
    if (found.namesOf(epoch).isEmpty()) {
      return;
    }
    if (!found.isOver(epoch)) {
      make(names.ofMark(epoch));
    }
    found.namesOf(epoch).forEach(this::remove);
    var after = read();
    if (!after.namesOf(epoch).isEmpty()) {
      throw new RootKeyException("the root key of epoch " + epoch + " is still there");
    }
    // The newest mark covers all before it.
    after
        .marks()
        .headMap(after.marks().lastKey())
        .values()
        .forEach(old -> old.forEach(this::remove));
  }

  private EpochNames.Found read() {
    var found = names.find(list());
    known = found;
    return found;
  }
}
