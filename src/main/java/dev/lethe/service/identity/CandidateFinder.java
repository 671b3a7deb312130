package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.IdentifierCap;
import dev.lethe.identitygraph.cluster.Resolver.Candidate;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.HolderReader.Block;
import dev.lethe.service.identity.SettledCounts.Counted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the profiles that share blocking values with waiting ones: of each waiting profile the most
 * promising, up to a bound. Sharing few-held values promises more.
 */
final class CandidateFinder {
  /** So many candidates of one waiting profile are weighed; the settle pass weighs them all. */
  static final int MOST_CANDIDATES = 24;

  private static final int MOST_COUNTED = 2_000;

  private final Sql sql;
  private final Counted counted;
  private final HolderReader holders;

  CandidateFinder(Sql sql, Counted counted, HolderReader holders) {
    this.sql = sql;
    this.counted = counted;
    this.holders = holders;
  }

  /**
   * @param pairs worth comparing
   * @param crowded identifiers by how many customers hold them, where those are too many
   * @param cut waiting profiles that have more candidates than were looked at
   */
  record Found(Set<Candidate> pairs, Map<Long, Integer> crowded, Set<ProfileId> cut) {}

  Found find(List<Waiting> waiting) throws SQLException {
    var blocks = holders.read(waiting);
    var crowded = crowded(suspects(waiting, blocks));
    var promise = new Promise();
    for (var block : blocks) {
      if (block.size() <= block.most() && !crowded.containsKey(block.value())) {
        pairs(block, promise);
      }
    }
    var cut = new HashSet<ProfileId>();
    return new Found(best(promise.kept(), ids(waiting), cut), crowded, cut);
  }

  private static Set<ProfileId> ids(List<Waiting> waiting) {
    var ids = HashSet.<ProfileId>newHashSet(waiting.size());
    waiting.forEach(one -> ids.add(one.id()));
    return ids;
  }

  /**
   * Identifiers whose customers are worth counting: they have many holders, or find nobody already
   * and may come to count for nothing.
   */
  private Set<Long> suspects(List<Waiting> waiting, List<Block> blocks) {
    var suspects = new HashSet<Long>();
    for (var block : blocks) {
      if (block.size() > cap(block.value())) {
        suspects.add(block.value());
      }
    }
    for (var one : waiting) {
      for (var value : one.blocks()) {
        if (counted.muted().contains(value) && !counted.worthless().contains(value)) {
          suspects.add(value);
        }
      }
    }
    return suspects;
  }

  private Map<Long, Integer> crowded(Set<Long> suspects) throws SQLException {
    var crowded = new HashMap<Long, Integer>();
    if (!suspects.isEmpty()) {
      sql.query(
          "select k.value, count(distinct p.customer_id) from unnest(?::int8[]) as k(value)"
              + " cross join lateral (select profile_id from profile_block where value = k.value"
              + " limit ?) b join profile p on p.id = b.profile_id group by k.value",
          row -> crowded.put(row.getLong(1), row.getInt(2)),
          sql.longs(suspects),
          MOST_COUNTED);
      crowded.entrySet().removeIf(entry -> entry.getValue() <= cap(entry.getKey()));
    }
    return crowded;
  }

  private static int cap(long value) {
    return IdentifierCap.of(BlockValue.rule(value))
        .map(IdentifierCap::candidates)
        .orElse(Integer.MAX_VALUE);
  }

  private static void pairs(Block block, Promise promise) {
    var worth = Promise.worth(block.rule(), block.size());
    for (int i = 0; i < block.askers().size(); i++) {
      var asker = block.askers().get(i);
      block.holders().forEach(holder -> promise.shared(pair(asker, holder), block.rule(), worth));
      for (int j = i + 1; j < block.askers().size(); j++) {
        promise.shared(pair(asker, block.askers().get(j)), block.rule(), worth);
      }
    }
  }

  private static Candidate pair(ProfileId one, ProfileId other) {
    return one.compareTo(other) < 0 ? new Candidate(one, other) : new Candidate(other, one);
  }

  private static Set<Candidate> best(
      Map<Candidate, Double> promise, Set<ProfileId> waiting, Set<ProfileId> cut) {
    var mine = new HashMap<ProfileId, List<Candidate>>();
    for (var pair : promise.keySet()) {
      for (var side : List.of(pair.a(), pair.b())) {
        if (waiting.contains(side)) {
          mine.computeIfAbsent(side, s -> new ArrayList<>()).add(pair);
        }
      }
    }
    var best = new HashSet<Candidate>();
    mine.forEach((id, pairs) -> {
      if (pairs.size() > MOST_CANDIDATES) {
        cut.add(id);
        pairs.sort(
            java.util.Comparator.comparingDouble((Candidate p) -> -promise.getOrDefault(p, 0.0))
                .thenComparing(Candidate::a)
                .thenComparing(Candidate::b));
      }
      best.addAll(pairs.subList(0, Math.min(MOST_CANDIDATES, pairs.size())));
    });
    return best;
  }

  /** Both sides of all pairs. */
  static Set<ProfileId> sides(Collection<Candidate> pairs) {
    var ids = HashSet.<ProfileId>newHashSet(2 * pairs.size());
    pairs.forEach(pair -> {
      ids.add(pair.a());
      ids.add(pair.b());
    });
    return ids;
  }
}
