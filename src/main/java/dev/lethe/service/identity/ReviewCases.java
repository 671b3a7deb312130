package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Doubt;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.service.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What resolving was not sure of, kept until a person decides or the doubt is gone. A case is named
 * by its kind and the lowest profile of each side, so that resolving again finds it again.
 */
final class ReviewCases {
  /** Stands for "no link at all" where a number is needed. */
  private static final double LEAST_BITS = -1000;

  private ReviewCases() {}

  /** What names a case. */
  record Key(String kind, ProfileId left, @Nullable ProfileId right) {

    static Key of(Doubt doubt) {
      return new Key(
          doubt.kind().name().toLowerCase(Locale.ROOT),
          Collections.min(doubt.left()),
          doubt.right().isEmpty() ? null : Collections.min(doubt.right()));
    }
  }

  /** An open case. */
  record Open(UUID id, Key key) {}

  /** The open cases of these profiles, read together with the next statement. */
  static List<Open> ask(Sql sql, Resolution resolution) throws SQLException {
    return openOf(sql, resolution.clusters().stream().flatMap(List::stream).toList());
  }

  /** Opens a case for every doubt and closes those of the same profiles that are gone. */
  static void refresh(Sql sql, RandomGenerator random, Instant now, Resolution resolution)
      throws SQLException {
    var open = ask(sql, resolution);
    sql.send();
    refresh(sql, random, now, resolution, open);
  }

  /** The same with the answer to what was {@link #ask asked} before. */
  static void refresh(
      Sql sql, RandomGenerator random, Instant now, Resolution resolution, List<Open> open)
      throws SQLException {
    // In one order for all writers, so that no two wait for each other.
    var doubts =
        resolution.doubts().stream()
            .map(ReviewCases::ordered)
            .sorted(
                Comparator.comparing((Doubt doubt) -> Collections.min(doubt.left()))
                    .thenComparing(Doubt::kind)
                    .thenComparing(doubt -> doubt.right().toString()))
            .toList();
    var resolved = new HashSet<ProfileId>();
    resolution.clusters().forEach(resolved::addAll);
    close(sql, now, resolved, doubts, open);
    for (var doubt : doubts) {
      open(
          sql, random, now, Key.of(doubt), doubt.left(), doubt.right(), (float) doubt.link(), null);
    }
  }

  /** A doubt is the same from either side. */
  private static Doubt ordered(Doubt doubt) {
    var turned =
        !doubt.right().isEmpty()
            && Collections.min(doubt.right()).compareTo(Collections.min(doubt.left())) < 0;
    return turned ? new Doubt(doubt.kind(), doubt.right(), doubt.left(), doubt.link()) : doubt;
  }

  private static void close(
      Sql sql, Instant now, Set<ProfileId> resolved, List<Doubt> doubts, List<Open> open)
      throws SQLException {
    var standing = new HashSet<Key>();
    doubts.forEach(doubt -> standing.add(Key.of(doubt)));
    var gone = new ArrayList<UUID>();
    for (var one : open) {
      var right = one.key().right();
      if (!standing.contains(one.key()) && (right == null || resolved.contains(right))) {
        gone.add(one.id());
      }
    }
    if (!gone.isEmpty()) {
      sql.keep(
          "update review_case set state = 'vanished', closed_at = ? where id = any(?)",
          now,
          sql.uuids(gone));
    }
  }

  private static List<Open> openOf(Sql sql, Collection<ProfileId> profiles) throws SQLException {
    return sql.ask(
        "select id, kind, left_anchor, right_anchor from review_case"
            + " where state = 'open' and kind <> 'erasure' and left_anchor = any(?)",
        row -> {
          var right = Sql.maybeUuid(row, 4);
          var key =
              new Key(
                  row.getString(2),
                  new ProfileId(Sql.uuid(row, 3)),
                  right == null ? null : new ProfileId(right));
          return new Open(Sql.uuid(row, 1), key);
        },
        sql.uuids(profiles.stream().map(ProfileId::value).toList()));
  }

  /**
   * Opens the case of a request that may or may not erase a profile, beside the profile that holds
   * what was proven, if there is one; a case that was decided stays decided.
   */
  static UUID ask(
      Sql sql,
      RandomGenerator random,
      Instant now,
      String request,
      ProfileId asked,
      @Nullable ProfileId proven,
      double bits)
      throws SQLException {
    var right = proven == null ? List.<ProfileId>of() : List.of(proven);
    var link = (float) Math.max(LEAST_BITS, bits);
    var key = new Key("erasure", asked, proven);
    var opened = open(sql, random, now, key, List.of(asked), right, link, request);
    sql.send();
    return opened.getFirst();
  }

  /** A case that a person dismissed, or decided for a request, stays closed; any other reopens. */
  private static List<UUID> open(
      Sql sql,
      RandomGenerator random,
      Instant now,
      Key key,
      List<ProfileId> left,
      List<ProfileId> right,
      float link,
      @Nullable String request)
      throws SQLException {
    return sql.ask(
        "insert into review_case as c (id, kind, left_anchor, right_anchor, left_profiles,"
            + " right_profiles, link, request, state, opened_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)"
            + " on conflict (kind, left_anchor, right_anchor, request) do update set"
            + " left_profiles = excluded.left_profiles,"
            + " right_profiles = excluded.right_profiles, link = excluded.link,"
            + " state = case when c.verdict = 'dismiss' or (c.kind = 'erasure' and"
            + " c.verdict is not null) then 'decided' else 'open' end,"
            + " closed_at = case when c.verdict = 'dismiss' or (c.kind = 'erasure' and"
            + " c.verdict is not null) then c.closed_at end,"
            + " verdict = case when c.verdict = 'dismiss' or c.kind = 'erasure' then c.verdict end"
            + " returning id",
        row -> Sql.uuid(row, 1),
        Ids.fresh(random),
        key.kind(),
        key.left().value(),
        key.right() == null ? null : key.right().value(),
        uuids(sql, left),
        uuids(sql, right),
        link,
        request,
        now);
  }

  private static java.sql.Array uuids(Sql sql, List<ProfileId> profiles) throws SQLException {
    return sql.uuids(profiles.stream().map(ProfileId::value).sorted().toList());
  }
}
