package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.KeyId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Where the tokens of suite 4 lie. A place holds one token, and no two tokens of one key have the
 * same text. Every call is one statement for a whole batch, durable when it returns, and safe
 * beside other processes that call it at the same time.
 */
public interface StoredTokens {
  /** The tokens at these places, in any order; nothing for a place that is free. */
  List<StoredToken> at(Collection<StoredToken.Place> places);

  /** The tokens with these keys and texts, in any order; nothing where there is none. */
  List<StoredToken> of(Collection<ColumnToken> tokens);

  /**
   * Stores those whose place is free and whose text the key does not have yet, and leaves out the
   * others.
   *
   * @return the places of those that it has stored
   */
  Set<StoredToken.Place> add(Collection<StoredToken> tokens);

  /**
   * Deletes every token of these keys; what a sweep does once they are shredded.
   *
   * @return how many there were
   */
  int delete(Collection<KeyId> keys);
}
