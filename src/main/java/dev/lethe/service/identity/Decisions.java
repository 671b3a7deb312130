package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Constraints;
import dev.lethe.identitygraph.cluster.Constraints.Pair;
import dev.lethe.service.database.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** What people decided about pairs of profiles, as far as it stands. */
final class Decisions {
  private static final String STANDING =
      " from identity_decision_pair p join identity_decision d on d.id = p.decision"
          + " where d.undone_at is null";

  private Decisions() {}

  /** Whether two profiles are one person, as a person decided. */
  enum Verdict {
    SAME,
    DIFFERENT;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Verdict of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /** A decided pair. */
  record Standing(UUID decision, Verdict verdict, Pair pair) {}

  /** The decisions that bind these profiles among each other. */
  static Constraints constraints(Sql sql, Collection<ProfileId> profiles) throws SQLException {
    return constraints(sql, profiles, Set.of());
  }

  /** The same, with the sources that know each person once. */
  static Constraints constraints(Sql sql, Collection<ProfileId> profiles, Set<String> duplicateFree)
      throws SQLException {
    var apart = new HashSet<Pair>();
    var together = new HashSet<Pair>();
    for (var standing : among(sql, profiles)) {
      (standing.verdict() == Verdict.SAME ? together : apart).add(standing.pair());
    }
    return new Constraints(duplicateFree, apart, together);
  }

  /** Every decision that stands, with the sources that know each person once. */
  static Constraints constraints(Sql sql, Set<String> duplicateFree, Predicate<ProfileId> there)
      throws SQLException {
    var apart = new HashSet<Pair>();
    var together = new HashSet<Pair>();
    sql.query("select d.id, d.verdict, p.a, p.b" + STANDING, Decisions::standing).stream()
        .filter(standing -> there.test(standing.pair().a()) && there.test(standing.pair().b()))
        .forEach(standing ->
            (standing.verdict() == Verdict.SAME ? together : apart).add(standing.pair()));
    return new Constraints(duplicateFree, apart, together);
  }

  /** Every standing decision of which both sides are among the profiles. */
  static List<Standing> among(Sql sql, Collection<ProfileId> profiles) throws SQLException {
    var ids = ids(sql, profiles);
    return sql.query(
        "select d.id, d.verdict, p.a, p.b" + STANDING + " and p.a = any(?) and p.b = any(?)",
        Decisions::standing,
        ids,
        ids);
  }

  /** Profiles that are decided to be one person with one of these, and are not among them. */
  static List<ProfileId> partners(Sql sql, Collection<ProfileId> profiles) throws SQLException {
    var ids = ids(sql, profiles);
    return sql.query(
        "select p.b"
            + STANDING
            + " and d.verdict = 'same' and p.a = any(?) and p.b <> all(?) union select p.a"
            + STANDING
            + " and d.verdict = 'same' and p.b = any(?) and p.a <> all(?)",
        row -> new ProfileId(Sql.uuid(row, 1)),
        ids,
        ids,
        ids,
        ids);
  }

  /** Whether anything stands about any of these profiles. */
  static boolean any(Sql sql, Collection<ProfileId> profiles) throws SQLException {
    var ids = ids(sql, profiles);
    return sql.query(
            "select exists (select" + STANDING + " and (p.a = any(?) or p.b = any(?)))",
            row -> row.getBoolean(1),
            ids,
            ids)
        .getFirst();
  }

  /** Every standing decision on a profile that chains of "same" join with one of these. */
  static List<Standing> around(Sql sql, Collection<ProfileId> profiles) throws SQLException {
    var joined = new HashSet<>(profiles);
    for (var more = partners(sql, joined); !more.isEmpty(); more = partners(sql, joined)) {
      joined.addAll(more);
    }
    var ids = ids(sql, joined);
    return sql.query(
        "select d.id, d.verdict, p.a, p.b"
            + STANDING
            + " and (p.a = any(?) or p.b = any(?)) order by d.seq",
        Decisions::standing,
        ids,
        ids);
  }

  private static Standing standing(java.sql.ResultSet row) throws SQLException {
    return new Standing(
        Sql.uuid(row, 1),
        Verdict.of(row.getString(2)),
        new Pair(new ProfileId(Sql.uuid(row, 3)), new ProfileId(Sql.uuid(row, 4))));
  }

  private static java.sql.Array ids(Sql sql, Collection<ProfileId> profiles) throws SQLException {
    return sql.uuids(profiles.stream().map(ProfileId::value).toList());
  }
}
