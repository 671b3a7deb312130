package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.block.IdentifierCap;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.SettledCounts.Counted;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads who else holds the blocking values of profiles that wait, as far as few do. */
final class HolderReader {
  /** A value that no identifier is finds nobody on arrival when more hold it. */
  private static final int MOST_HOLDERS = 32;

  private final Sql sql;
  private final Counted counted;
  private final WideValues wide;
  private final Set<ProfileId> leaving;

  /** Profiles that are leaving hold nothing any more. */
  HolderReader(Sql sql, Counted counted, WideValues wide, Set<ProfileId> leaving) {
    this.sql = sql;
    this.counted = counted;
    this.wide = wide;
    this.leaving = leaving;
  }

  /** Everyone under one blocking value. */
  record Block(long value, BlockingRule rule, List<ProfileId> askers, List<ProfileId> holders) {
    int size() {
      return askers.size() + holders.size();
    }

    int most() {
      return HolderReader.most(rule);
    }
  }

  private static int most(BlockingRule rule) {
    return isIdentifier(rule) ? rule.cap() : Math.min(rule.cap(), MOST_HOLDERS);
  }

  private static boolean isIdentifier(BlockingRule rule) {
    return IdentifierCap.of(rule).isPresent();
  }

  /** Each value with its holders, of which one more than {@link Block#most} stands for many. */
  List<Block> read(List<Waiting> waiting) throws SQLException {
    var blocks = asked(waiting);
    var ids = new HashSet<>(leaving);
    waiting.forEach(one -> ids.add(one.id()));
    sql.query(
        "select k.n, (select string_agg(uuid_send(b.profile_id), '') from (select profile_id"
            + " from profile_block where value = k.value limit k.most + 1) b)"
            + " from unnest(?::int8[], ?::int4[]) with ordinality as k(value, most, n)",
        row -> fill(blocks.get(row.getInt(1) - 1), row.getBytes(2), ids),
        sql.longs(blocks.stream().map(Block::value).toList()),
        sql.ints(blocks.stream().map(Block::most).toList()));
    return blocks;
  }

  private List<Block> asked(List<Waiting> waiting) {
    var askers = new LinkedHashMap<Long, List<ProfileId>>();
    for (var one : waiting) {
      for (var value : one.blocks()) {
        if (!counted.muted().contains(value) && !wide.contains(value)) {
          askers.computeIfAbsent(value, v -> new ArrayList<>(1)).add(one.id());
        }
      }
    }
    var blocks = new ArrayList<Block>(askers.size());
    askers.forEach((value, asking) ->
        blocks.add(new Block(value, BlockValue.rule(value), asking, new ArrayList<>())));
    return blocks;
  }

  private boolean fill(Block block, byte @Nullable [] ids, Set<ProfileId> not) {
    if (ids == null) {
      return false;
    }
    for (var left = ByteBuffer.wrap(ids); left.hasRemaining(); ) {
      var holder = new ProfileId(new UUID(left.getLong(), left.getLong()));
      if (!not.contains(holder)) {
        block.holders().add(holder);
      }
    }
    if (block.holders().size() > block.most() && !isIdentifier(block.rule())) {
      wide.add(block.value());
    }
    return true;
  }
}
