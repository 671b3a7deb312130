package dev.lethe.service.policy;

import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The rows of {@link RevealUse}. Every method belongs inside a transaction. */
@ApplicationScoped
class RevealUseStore {
  private static final int DAYS_OF_HISTORY = 28;
  private static final int FEWEST_DAYS = 5;

  private final SecureRandom random;

  RevealUseStore(SecureRandom random) {
    this.random = random;
  }

  /** The row of the day, made where there is none; nobody else changes it before the commit. */
  RevealUse lock(Sql sql, String caller, String ground, LocalDate day, Instant now)
      throws SQLException {
    var known = read(sql, caller, ground, day);
    if (known.isPresent()) {
      return known.get();
    }
    begin(sql, caller, ground, day, now);
    return read(sql, caller, ground, day).orElseThrow();
  }

  private static Optional<RevealUse> read(Sql sql, String caller, String ground, LocalDate day)
      throws SQLException {
    return sql
        .query(
            "select day, taken, level, level_at, salt, people_bits, people_before, usual_people"
                + " from reveal_use where caller = ? and ground = ? and day = ? for update",
            RevealUseStore::use,
            caller,
            ground,
            day)
        .stream()
        .findFirst();
  }

  private static RevealUse use(ResultSet row) throws SQLException {
    double usual = row.getDouble(8);
    boolean isUnknown = row.wasNull();
    return new RevealUse(
        row.getObject(1, LocalDate.class),
        row.getLong(2),
        new Bucket(row.getDouble(3), Sql.instant(row, 4)),
        new PeopleSketch(row.getLong(5), row.getBytes(6)),
        row.getInt(7),
        isUnknown ? null : usual);
  }

  /** Begins a day, unless somebody else does at the same time; what is too old goes. */
  private void begin(Sql sql, String caller, String ground, LocalDate day, Instant now)
      throws SQLException {
    int made =
        sql.update(
            "insert into reveal_use (caller, ground, day, salt, level_at, usual_people)"
                + " values (?, ?, ?, ?, ?, (select case when count(*) >= ? then"
                + " percentile_cont(0.5) within group (order by people) end from reveal_use"
                + " where caller = ? and ground = ? and day < ? and day >= ? and people > 0))"
                + " on conflict do nothing",
            caller,
            ground,
            day,
            random.nextLong(),
            now,
            FEWEST_DAYS,
            caller,
            ground,
            day,
            day.minusDays(DAYS_OF_HISTORY));
    if (made == 1) {
      sql.update(
          "delete from reveal_use where caller = ? and ground = ? and day < ?",
          caller,
          ground,
          day.minusDays(DAYS_OF_HISTORY));
      sql.update(
          "update reveal_use set people_bits = '' where caller = ? and ground = ? and day < ?"
              + " and people_bits <> ''",
          caller,
          ground,
          day);
    }
  }

  /**
   * Writes the row; the commit then does not wait for the disk. The entry in the audit log that
   * comes before any value is given out forces it there as well.
   */
  void write(Sql sql, String caller, String ground, RevealUse use) throws SQLException {
    if (use.seen().hasGrown()) {
      sql.update(
          "update reveal_use set people_bits = ?, people = ?"
              + " where caller = ? and ground = ? and day = ?",
          use.seen().toBytes(),
          use.people(),
          caller,
          ground,
          use.day());
    }
    sql.query(
        "update reveal_use set taken = ?, level = ?, level_at = ?"
            + " where caller = ? and ground = ? and day = ?"
            + " returning set_config('synchronous_commit', 'off', true)",
        row -> true,
        use.taken(),
        use.bucket().used(),
        use.bucket().at(),
        caller,
        ground,
        use.day());
  }

  /** From now on the people that the caller has seen in these days do not count any more. */
  void startAgain(Sql sql, String caller, List<LocalDate> days) throws SQLException {
    for (var day : days) {
      // In the order in which demands lock them.
      sql.query(
          "select 1 from reveal_use where caller = ? and day = ? order by ground for update",
          row -> true,
          caller,
          day);
      sql.update(
          "update reveal_use set people_before = people, people_bits = ''"
              + " where caller = ? and day = ?",
          caller,
          day);
    }
  }
}
