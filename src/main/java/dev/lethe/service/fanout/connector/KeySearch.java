package dev.lethe.service.fanout.connector;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds subject-key values in bytes; never prints the values. */
public final class KeySearch {

  /**
   * A shorter value found inside other bytes proves nothing; it counts only where it stands alone.
   */
  private static final int SHORTEST_INSIDE = 8;

  /** Column bounds are cut to a prefix; a prefix this long still points at one person. */
  private static final int TELLING_PREFIX = 12;

  private static final int BASE = 0x01000193;

  private final Set<ByteBuffer> whole = new HashSet<>();
  private final TreeSet<ByteBuffer> sorted = new TreeSet<>(KeySearch::unsigned);
  private final TreeMap<Integer, Set<Integer>> hashesByLength = new TreeMap<>();

  /** Searches for these values, as UTF-8. */
  public KeySearch(Collection<String> values) {
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      whole.add(ByteBuffer.wrap(bytes));
      sorted.add(ByteBuffer.wrap(bytes));
      if (bytes.length >= SHORTEST_INSIDE) {
        hashesByLength
            .computeIfAbsent(bytes.length, length -> new HashSet<>())
            .add(hash(bytes, bytes.length));
      }
    }
  }

  /** Whether a text is one of the values. */
  public boolean is(String text) {
    return whole.contains(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** How often values stand in a cell, as the whole of it or inside. */
  public long inCell(byte[] cell) {
    if (cell.length < SHORTEST_INSIDE) {
      return whole.contains(ByteBuffer.wrap(cell)) ? 1 : 0;
    }
    return inside(cell);
  }

  /** How often values stand anywhere in bytes. */
  public long inside(byte[] bytes) {
    long found = 0;
    for (var entry : hashesByLength.entrySet()) {
      found += inside(bytes, entry.getKey(), entry.getValue());
    }
    return found;
  }

  private long inside(byte[] bytes, int length, Set<Integer> hashes) {
    if (bytes.length < length) {
      return 0;
    }
    int leading = 1;
    for (int i = 1; i < length; i++) {
      leading *= BASE;
    }
    long found = 0;
    int rolling = hash(bytes, length);
    for (int start = 0; ; start++) {
      if (hashes.contains(rolling) && whole.contains(ByteBuffer.wrap(bytes, start, length))) {
        found++;
      }
      if (start + length >= bytes.length) {
        return found;
      }
      rolling = (rolling - bytes[start] * leading) * BASE + bytes[start + length];
    }
  }

  private static int hash(byte[] bytes, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = hash * BASE + bytes[i];
    }
    return hash;
  }

  /** Whether a column bound is a value or the cut form of one: a prefix, or a prefix rounded up. */
  public boolean isBound(byte[] bound) {
    if (whole.contains(ByteBuffer.wrap(bound))) {
      return true;
    }
    if (bound.length < TELLING_PREFIX) {
      return false;
    }
    byte[] roundedDown = bound.clone();
    roundedDown[bound.length - 1]--;
    return startsAny(bound) || startsAny(roundedDown);
  }

  private boolean startsAny(byte[] prefix) {
    ByteBuffer next = sorted.ceiling(ByteBuffer.wrap(prefix));
    return next != null
        && next.remaining() >= prefix.length
        && Arrays.equals(next.array(), 0, prefix.length, prefix, 0, prefix.length);
  }

  private static int unsigned(ByteBuffer left, ByteBuffer right) {
    return Arrays.compareUnsigned(left.array(), right.array());
  }

  @Override
  public String toString() {
    return "KeySearch[" + whole.size() + " values]";
  }
}
