package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.IdentifierCap;
import dev.lethe.identitygraph.cluster.Resolver.Candidate;
import dev.lethe.service.identity.SettledCounts.Counted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

  private static final double MOST_PROMISE = 12;

  /**
   * Sharing one value with many is not worth opening anybody: a rare value, or two, must be shared.
   */
  private static final double LEAST_PROMISE = 9;

  private static final int MOST_COUNTED = 2_000;

  private final Sql sql;
  private final Counted counted;
  private final Set<ProfileId> leaving;

  /** Profiles that are leaving are found no more. */
  CandidateFinder(Sql sql, Counted counted, Set<ProfileId> leaving) {
    this.sql = sql;
    this.counted = counted;
    this.leaving = leaving;
  }

  /** Everyone under one blocking value. */
  private record Block(long value, List<ProfileId> askers, List<ProfileId> holders) {
    int size() {
      return askers.size() + holders.size();
    }
  }

  /**
   * @param pairs worth comparing
   * @param crowded identifiers by how many customers hold them, where those are too many
   * @param cut waiting profiles that have more candidates than were looked at
   */
  record Found(Set<Candidate> pairs, Map<Long, Integer> crowded, Set<ProfileId> cut) {}

  Found find(List<Waiting> waiting) throws SQLException {
    var blocks = blocks(waiting);
    var crowded = crowded(suspects(waiting, blocks));
    var promise = new HashMap<Candidate, Double>();
    for (var block : blocks) {
      if (block.size() <= BlockValue.rule(block.value()).cap()
          && !crowded.containsKey(block.value())) {
        pairs(block, promise);
      }
    }
    var cut = new HashSet<ProfileId>();
    return new Found(best(promise, ids(waiting), cut), crowded, cut);
  }

  private List<Block> blocks(List<Waiting> waiting) throws SQLException {
    var askers = new LinkedHashMap<Long, List<ProfileId>>();
    for (var one : waiting) {
      for (var value : one.blocks()) {
        if (!counted.muted().contains(value)) {
          askers.computeIfAbsent(value, v -> new ArrayList<>(1)).add(one.id());
        }
      }
    }
    var blocks = new ArrayList<Block>(askers.size());
    askers.forEach((value, asking) -> blocks.add(new Block(value, asking, new ArrayList<>())));
    var ids = ids(waiting);
    sql.query(
        "select k.n, b.profile_id from unnest(?::int8[], ?::int4[]) with ordinality"
            + " as k(value, cap, n) cross join lateral (select profile_id from profile_block"
            + " where value = k.value limit k.cap + 1) b",
        row -> {
          var holder = new ProfileId(Sql.uuid(row, 2));
          return !ids.contains(holder)
              && !leaving.contains(holder)
              && blocks.get(row.getInt(1) - 1).holders().add(holder);
        },
        sql.longs(blocks.stream().map(Block::value).toList()),
        sql.ints(blocks.stream().map(b -> BlockValue.rule(b.value()).cap()).toList()));
    return blocks;
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

  private static void pairs(Block block, Map<Candidate, Double> promise) {
    var worth = MOST_PROMISE - Math.log(block.size()) / Math.log(2);
    for (int i = 0; i < block.askers().size(); i++) {
      var asker = block.askers().get(i);
      block.holders().forEach(holder -> promise.merge(pair(asker, holder), worth, Double::sum));
      for (int j = i + 1; j < block.askers().size(); j++) {
        promise.merge(pair(asker, block.askers().get(j)), worth, Double::sum);
      }
    }
  }

  private static Candidate pair(ProfileId one, ProfileId other) {
    return one.compareTo(other) < 0 ? new Candidate(one, other) : new Candidate(other, one);
  }

  private static Set<Candidate> best(
      Map<Candidate, Double> promise, Set<ProfileId> waiting, Set<ProfileId> cut) {
    var mine = new HashMap<ProfileId, List<Candidate>>();
    promise.values().removeIf(worth -> worth < LEAST_PROMISE);
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
