package dev.lethe.identitygraph.score;

import dev.lethe.identitygraph.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts held in memory. The order in which profiles are counted makes no difference. Not
 * thread-safe while counting.
 */
public final class CountedFrequencies implements Frequencies {

  /** So many threads can count at once, each its own share of the values. */
  private static final int SHARES = 2;

  private final List<ValueCounts> shares = Stream.generate(ValueCounts::new).limit(SHARES).toList();
  private final long[] populations = new long[FrequencyKind.values().length];
  private long profiles;

  /** Counts every value of one more profile. */
  public void count(Attributes profile) {
    count(List.of(profile));
  }

  /** Counts every profile given. */
  public static CountedFrequencies of(Iterable<Attributes> profiles) {
    var all = new ArrayList<Attributes>();
    profiles.forEach(all::add);
    var counted = new CountedFrequencies();
    counted.count(all);
    return counted;
  }

  private void count(List<Attributes> more) {
    IntStream.range(0, SHARES).parallel().forEach(share -> count(more, share));
    profiles += more.size();
  }

  private void count(List<Attributes> more, int share) {
    var values = new DistinctValues();
    for (var profile : more) {
      values.of(profile);
      values.each((kind, value) -> count(share, kind, value));
      if (share == 0) {
        values.kinds().forEach(kind -> populations[kind.ordinal()]++);
      }
    }
  }

  private void count(int share, FrequencyKind kind, String value) {
    if (share(value) == share) {
      shares.get(share).add(kind, value);
    }
  }

  private static int share(String value) {
    var hash = value.hashCode();
    return (hash ^ hash >>> 16) & SHARES - 1;
  }

  @Override
  public long holders(FrequencyKind kind, String value) {
    return shares.get(share(value)).of(kind, value);
  }

  @Override
  public long population(FrequencyKind kind) {
    return populations[kind.ordinal()];
  }

  @Override
  public long profiles() {
    return profiles;
  }
}
