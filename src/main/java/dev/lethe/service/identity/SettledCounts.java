package dev.lethe.service.identity;

import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the last full settle pass counted, held in memory: how many profiles hold a value, and which
 * values are generic. A snapshot never changes; another replaces it.
 */
@ApplicationScoped
class SettledCounts {
  /** Stands among the kinds for "any profile at all". */
  static final short EVERYONE = -1;

  private volatile @Nullable Counted latest;
  private volatile @Nullable Snapshot prepared;

  /** What a pass has counted, read but maybe not in force yet. */
  private record Snapshot(long number, LongCounts holders, Map<Short, Long> populations) {
    static Snapshot read(Sql sql, long number) throws SQLException {
      return new Snapshot(
          number, SettledCounts.holders(sql, number), SettledCounts.populations(sql, number));
    }

    static Snapshot of(Counted counted) {
      return new Snapshot(counted.snapshot(), counted.holders(), counted.populations());
    }
  }

  /**
   * One snapshot and the generic values beside it.
   *
   * @param muted blocking values that find nobody
   * @param worthless those of them that count for nothing either
   * @param demoted the same as features
   */
  record Counted(
      long snapshot,
      LongCounts holders,
      Map<Short, Long> populations,
      long genericVersion,
      Set<Long> muted,
      Set<Long> worthless,
      Set<ByteBuffer> demoted) {
    /** The same with more features demoted. */
    Counted demoting(Set<ByteBuffer> more) {
      var all = new HashSet<>(demoted);
      all.addAll(more);
      return new Counted(snapshot, holders, populations, genericVersion, muted, worthless, all);
    }
  }

  /** What a node or the settle pass has made of the counts. */
  record State(long snapshot, long genericVersion) {}

  /** What holds now; asks the database only whether anything is newer. */
  Counted current(Sql sql) throws SQLException {
    return current(sql, ask(sql));
  }

  /** Asks whether anything is newer, together with the next statement. */
  List<State> ask(Sql sql) {
    return sql.ask(
        "select snapshot, generic_version from settle_state",
        row -> new State(row.getLong(1), row.getLong(2)));
  }

  /** What holds as of what was asked. */
  Counted current(Sql sql, List<State> asked) throws SQLException {
    sql.send();
    var state = asked.getFirst();
    var known = latest;
    if (known != null
        && known.snapshot() == state.snapshot()
        && known.genericVersion() == state.genericVersion()) {
      return known;
    }
    var read = read(sql, state, known);
    latest = read;
    return read;
  }

  /** Reads a snapshot before it is in force, so that no writer waits for it. */
  void prepare(Sql sql, long snapshot) throws SQLException {
    prepared = Snapshot.read(sql, snapshot);
  }

  /** Forgets a snapshot that did not come into force. */
  void unprepare() {
    prepared = null;
  }

  private Counted read(Sql sql, State state, @Nullable Counted known) throws SQLException {
    var snapshot = snapshot(sql, state.snapshot(), known);
    var muted = new HashSet<Long>();
    var worthless = new HashSet<Long>();
    var demoted = new HashSet<ByteBuffer>();
    for (var value : GenericStore.all(sql)) {
      muted.add(value.block());
      if (value.level() == GenericStore.NO_EVIDENCE) {
        worthless.add(value.block());
        demoted.add(ByteBuffer.wrap(value.feature()));
      }
    }
    return new Counted(
        state.snapshot(),
        snapshot.holders(),
        snapshot.populations(),
        state.genericVersion(),
        muted,
        worthless,
        demoted);
  }

  private Snapshot snapshot(Sql sql, long number, @Nullable Counted known) throws SQLException {
    if (known != null && known.snapshot() == number) {
      return Snapshot.of(known);
    }
    var ready = prepared;
    prepared = null;
    return ready != null && ready.number() == number ? ready : Snapshot.read(sql, number);
  }

  private static LongCounts holders(Sql sql, long snapshot) throws SQLException {
    var counts = new LongCounts();
    sql.each(
        "select value, holders from value_count where snapshot = ?",
        row -> {
          counts.add(row.getLong(1), row.getInt(2));
          return counts;
        },
        snapshot);
    return counts;
  }

  private static Map<Short, Long> populations(Sql sql, long snapshot) throws SQLException {
    var populations = new HashMap<Short, Long>();
    sql.each(
        "select kind, holders from kind_count where snapshot = ?",
        row -> populations.put(row.getShort(1), row.getLong(2)),
        snapshot);
    return populations;
  }

  /** A feature's fingerprint as counts are kept under it. */
  static long key(ByteBuffer fingerprint) {
    return fingerprint.getLong(fingerprint.position());
  }
}
