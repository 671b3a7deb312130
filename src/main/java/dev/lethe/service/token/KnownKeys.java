package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.ProfileId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the profiles asked for last, at least {@code most} of them and at most twice as many, as
 * plain numbers: a million of objects would cost four times the memory, and as many more waits for
 * it at each look. What was not asked for while {@code most} others were is forgotten. Safe for
 * many threads.
 */
final class KnownKeys {
  private final int most;
  private IdTable young = new IdTable();
  private IdTable old = new IdTable();

  KnownKeys(int most) {
    if (most < 1 || most > 1 << 24) {
      throw new IllegalArgumentException("no table of the keys of " + most + " profiles");
    }
    this.most = most;
  }

  /** The keys of these profiles, in order; null where a profile's is not known. */
  synchronized List<@Nullable KeyId> of(List<ProfileId> profiles) {
    var keys = new ArrayList<@Nullable KeyId>(profiles.size());
    for (var profile : profiles) {
      var key = young.get(profile.value());
      if (key == null) {
        key = old.get(profile.value());
        if (key != null) {
          add(profile.value(), key);
        }
      }
      keys.add(key == null ? null : new KeyId(key));
    }
    return keys;
  }

  synchronized void add(Map<ProfileId, KeyId> known) {
    known.forEach((profile, key) -> add(profile.value(), key.value()));
  }

  private void add(UUID profile, UUID key) {
    if (young.size() == most) {
      old = young;
      young = new IdTable();
    }
    young.put(profile, key);
  }

  /** Ids by ids, in one array: open addressing, never more than half full. */
  private static final class IdTable {
    private static final int FIRST_PLACES = 1 << 10;
    private static final int WORDS = 4;

    private long[] words = new long[FIRST_PLACES * WORDS];
    private int size;

    int size() {
      return size;
    }

    @Nullable UUID get(UUID id) {
      int at = find(id.getMostSignificantBits(), id.getLeastSignificantBits());
      return isEmpty(at) ? null : new UUID(words[at + 2], words[at + 3]);
    }

    void put(UUID id, UUID value) {
      if (2 * (size + 1) * WORDS > words.length) {
        grow();
      }
      int at = find(id.getMostSignificantBits(), id.getLeastSignificantBits());
      size += isEmpty(at) ? 1 : 0;
      words[at] = id.getMostSignificantBits();
      words[at + 1] = id.getLeastSignificantBits();
      words[at + 2] = value.getMostSignificantBits();
      words[at + 3] = value.getLeastSignificantBits();
    }

    /** Where the id stands, or would. Ids are random, so their bits need no mixing. */
    private int find(long high, long low) {
      int mask = words.length - 1;
      int at = (int) low * WORDS & mask;
      while (!isEmpty(at) && (words[at] != high || words[at + 1] != low)) {
        at = at + WORDS & mask;
      }
      return at;
    }

    // No key is zero.
    private boolean isEmpty(int at) {
      return (words[at + 2] | words[at + 3]) == 0;
    }

    private void grow() {
      var former = words;
      words = new long[2 * former.length];
      for (int at = 0; at < former.length; at += WORDS) {
        if ((former[at + 2] | former[at + 3]) != 0) {
          System.arraycopy(former, at, words, find(former[at], former[at + 1]), WORDS);
        }
      }
    }
  }
}
