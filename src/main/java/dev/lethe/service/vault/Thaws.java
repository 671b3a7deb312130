package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.Thaw.Outcome;
import dev.lethe.service.vault.VaultChange.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Frozen keys that two persons together let be used again. A destroyed key never is: its freeze
 * ended with it.
 */
@ApplicationScoped
class Thaws {
  private static final String COLUMNS =
      "select id, seq, key_ids, reason, proposed_by, proposed_at, confirmed_by, confirmed_at"
          + " from thaw";

  private final VaultDatabase database;
  private final KeyStates states;
  private final SecureRandom random;
  private final InstantSource clock;

  Thaws(VaultDatabase database, KeyStates states, SecureRandom random, InstantSource clock) {
    this.database = database;
    this.states = states;
    this.random = random;
    this.clock = clock;
  }

  Outcome propose(List<KeyId> keys, String person, String reason) {
    var unfit = unfit(keys);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    var ring = states.ring(keys);
    var id = ThawId.random(random);
    database.with(sql ->
        sql.update(
            "insert into thaw (id, key_ids, reason, proposed_by, proposed_at)"
                + " values (?, ?, ?, ?, ?)",
            id.value(),
            sql.keys(ring),
            reason,
            person,
            clock.instant()));
    return find(id).<Outcome>map(Outcome.Done::new).orElseGet(Outcome.Unknown::new);
  }

  /** What {@link #confirm} would answer, without doing it. */
  Outcome check(ThawId id, String person) {
    var found = find(id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    var thaw = found.get();
    if (thaw.proposedBy().equals(person)) {
      return new Outcome.SamePerson();
    }
    if (thaw.confirmedBy() != null) {
      return thaw.confirmedBy().equals(person) ? new Outcome.Done(thaw) : new Outcome.Over();
    }
    return unfit(thaw.keys()).<Outcome>map(u -> u).orElseGet(() -> new Outcome.Done(thaw));
  }

  Outcome confirm(ThawId id, String person) {
    var steps = new ArrayList<KeySuccession.Step>(1);
    var outcome =
        database.changing(change -> {
          var checked = check(id, person);
          if (checked instanceof Outcome.Done(Thaw thaw) && thaw.confirmedBy() == null) {
            change.confirmThaw(id, person, clock.instant());
            steps.add(states.thaw(change, thaw.keys()));
          }
          return checked;
        });
    if (outcome instanceof Outcome.Done(Thaw thaw)) {
      states.settle(states.ring(thaw.keys()), steps);
      return find(id).<Outcome>map(Outcome.Done::new).orElse(outcome);
    }
    return outcome;
  }

  private Optional<Outcome.Unfit> unfit(List<KeyId> keys) {
    var states = new HashMap<KeyId, KeyState>();
    for (var row : database.with(sql -> VaultChange.readKeys(sql, keys))) {
      states.put(row.key(), stateOf(row));
    }
    return keys.stream()
        .map(key -> new Outcome.Unfit(key, states.getOrDefault(key, KeyState.UNKNOWN)))
        .filter(unfit -> unfit.state() != KeyState.FROZEN)
        .findFirst();
  }

  private static KeyState stateOf(KeyRow row) {
    return switch (row.state()) {
      case KeyRow.ACTIVE -> KeyState.ACTIVE;
      case KeyRow.FROZEN -> KeyState.FROZEN;
      default -> KeyState.DESTROYED;
    };
  }

  Optional<Thaw> find(ThawId id) {
    return database
        .with(sql -> sql.query(COLUMNS + " where id = ?", Thaws::read, id.value()))
        .stream()
        .findFirst();
  }

  /** Newest first, those before {@code seq}. */
  List<Thaw> before(long seq, int limit) {
    return database.with(sql ->
        sql.query(COLUMNS + " where seq < ? order by seq desc limit ?", Thaws::read, seq, limit));
  }

  /** Those of {@link #before} that nobody has confirmed, and of which every key is frozen still. */
  List<Thaw> waiting(long seq, int limit) {
    return database.with(sql ->
        sql.query(
            COLUMNS
                + " where seq < ? and confirmed_by is null"
                + " and not exists (select from data_key d"
                + " where d.key_id = any(key_ids) and d.state <> 'frozen')"
                + " order by seq desc limit ?",
            Thaws::read,
            seq,
            limit));
  }

  private static Thaw read(ResultSet row) throws SQLException {
    Timestamp confirmedAt = row.getTimestamp(8);
    return new Thaw(
        new ThawId(row.getObject(1, UUID.class)),
        row.getLong(2),
        keys(row.getArray(3)),
        row.getString(4),
        row.getString(5),
        row.getTimestamp(6).toInstant(),
        row.getString(7),
        confirmedAt == null ? null : confirmedAt.toInstant());
  }

  private static List<KeyId> keys(Array ids) throws SQLException {
    return Arrays.stream((UUID[]) ids.getArray()).map(KeyId::new).toList();
  }
}
