package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.database.Sql;
import dev.lethe.service.vault.Rotation.Counts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives keys successors. Tokens that exist stay and open; new ones are made under the successor,
 * which is frozen, thawed and shredded with the keys before it. Each call is durable by itself.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class RotationService {
  private static final String COLUMNS =
      "select id, seq, reason, requested_by, requested_at, made_before, place,"
          + " rotated, young, frozen, destroyed, ended_at from key_rotation";

  private final VaultDoor door;
  private final VaultDatabase database;
  private final KeySuccession succession;
  private final SecureRandom random;
  private final InstantSource clock;

  RotationService(
      VaultDoor door,
      VaultDatabase database,
      KeySuccession succession,
      SecureRandom random,
      InstantSource clock) {
    this.door = door;
    this.database = database;
    this.succession = succession;
    this.random = random;
    this.clock = clock;
  }

  /** A rotation, and whether the call that answers this did its last part. */
  public record Part(Rotation now, boolean own) {}

  /**
   * Gives each key that can be used a successor. When it returns, calls that begin in any process
   * seal under it.
   *
   * @param reason kept for ever; names nobody
   */
  public Rotation rotate(Collection<KeyId> keys, String person, String reason) {
    door.require();
    var id = RotationId.random(random);
    succession.await(
        database.changing(change -> {
          insert(change, id, person, reason, null);
          var step = succession.rotate(change, keys, null);
          count(change, id, null, step.counts(), true);
          return step;
        }));
    return find(id).orElseThrow();
  }

  /**
   * Begins a rotation of the keys of all profiles; {@link #advance} does it.
   *
   * @param madeBefore only present keys made before this moment
   * @param reason kept for ever; names nobody
   */
  public Rotation begin(Instant madeBefore, String person, String reason) {
    door.require();
    var id = RotationId.random(random);
    database.changing(change -> {
      insert(change, id, person, reason, madeBefore);
      return id;
    });
    return find(id).orElseThrow();
  }

  /**
   * Does the next part of a rotation, unless somebody else has done it meanwhile. Keys and count
   * are written together, so that a part that was cut off is done whole or not at all.
   *
   * @param seen the rotation as it was when the part was chosen
   * @param keys of the next profiles
   * @param place the last of those profiles
   * @param last whether no profile comes after them
   * @return the rotation as it is now, and whether this call did the part
   */
  public Part advance(Rotation seen, Collection<KeyId> keys, @Nullable UUID place, boolean last) {
    door.require();
    var done =
        database.changing(change -> {
          var now = change.also(sql -> find(sql, seen.id())).orElseThrow();
          if (now.endedAt() != null || !Objects.equals(now.place(), seen.place())) {
            return Optional.<KeySuccession.Step>empty();
          }
          var step = succession.rotate(change, keys, now.madeBefore());
          count(change, now.id(), place == null ? now.place() : place, step.counts(), last);
          return Optional.of(step);
        });
    done.ifPresent(succession::await);
    return new Part(find(seen.id()).orElseThrow(), done.isPresent());
  }

  private void insert(
      VaultChange change, RotationId id, String person, String reason, @Nullable Instant before) {
    change.also(sql ->
        sql.update(
            "insert into key_rotation (id, reason, requested_by, requested_at, made_before)"
                + " values (?, ?, ?, ?, ?::timestamptz)",
            id.value(),
            reason,
            person,
            clock.instant(),
            before == null ? null : before.toString()));
  }

  private void count(
      VaultChange change, RotationId id, @Nullable UUID place, Counts counts, boolean last) {
    change.also(sql ->
        sql.update(
            "update key_rotation set place = ?, rotated = rotated + ?, young = young + ?,"
                + " frozen = frozen + ?, destroyed = destroyed + ?,"
                + " ended_at = case when ? then ?::timestamptz end where id = ?",
            place,
            counts.rotated(),
            counts.young(),
            counts.frozen(),
            counts.destroyed(),
            last,
            clock.instant(),
            id.value()));
  }

  /** The rotation of this id, if there is one. */
  public Optional<Rotation> find(RotationId id) {
    return database.with(sql -> find(sql, id));
  }

  private static Optional<Rotation> find(Sql sql, RotationId id) throws SQLException {
    return sql.query(COLUMNS + " where id = ?", RotationService::read, id.value()).stream()
        .findFirst();
  }

  /** Rotations that are not over, oldest first. */
  public List<Rotation> running() {
    return database.with(
        sql -> sql.query(COLUMNS + " where ended_at is null order by seq", RotationService::read));
  }

  /** The latest moment of which it was asked that no key made before it goes on being used. */
  public Optional<Instant> newestBound() {
    return database.with(RotationService::readNewestBound);
  }

  static Optional<Instant> readNewestBound(Sql sql) throws SQLException {
    return sql
        .query(
            "select made_before from key_rotation where made_before is not null"
                + " order by made_before desc limit 1",
            row -> row.getTimestamp(1).toInstant())
        .stream()
        .findFirst();
  }

  /** Newest first, those with a lower number than {@code seq}. */
  public List<Rotation> before(long seq, int limit) {
    return database.with(sql ->
        sql.query(
            COLUMNS + " where seq < ? order by seq desc limit ?",
            RotationService::read,
            seq,
            limit));
  }

  private static Rotation read(ResultSet row) throws SQLException {
    return new Rotation(
        new RotationId(row.getObject(1, UUID.class)),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getTimestamp(5).toInstant(),
        instant(row.getTimestamp(6)),
        row.getObject(7, UUID.class),
        new Counts(row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11)),
        instant(row.getTimestamp(12)));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
