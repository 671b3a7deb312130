package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.hold.HeldKeys;
import dev.lethe.cryptovault.hold.HeldTerms;
import dev.lethe.cryptovault.hold.KeyStatement;
import dev.lethe.cryptovault.hold.RecipientKey;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.database.Sql;
import dev.lethe.service.vault.KeyExport.HeldCopy;
import dev.lethe.service.vault.KeyExport.Order;
import dev.lethe.service.vault.KeyExport.Outcome;
import dev.lethe.service.vault.VaultChange.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only way for keys out of the vault: two persons give named keys to one recipient, wrapped.
 * The database knows of it before the keys are read, in the transaction that no shred can overtake,
 * so a key that has left is never destroyed without that being known.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class KeyExportService {
  private static final String COLUMNS =
      "select id, seq, key_ids, hold, reason, recipient, expires_at, proposed_by, proposed_at,"
          + " confirmed_by, confirmed_at, owner_keys, owners from key_export";

  private final VaultDoor door;
  private final VaultDatabase database;
  private final VaultConfig config;
  private final Epochs epochs;
  private final HeldCopies copies;
  private final SecureRandom random;
  private final InstantSource clock;

  KeyExportService(
      VaultDoor door,
      VaultDatabase database,
      VaultConfig config,
      Epochs epochs,
      HeldCopies copies,
      SecureRandom random,
      InstantSource clock) {
    this.door = door;
    this.database = database;
    this.config = config;
    this.epochs = epochs;
    this.copies = copies;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Proposes that the keys' whole families leave; nothing leaves until a second person confirms.
   */
  public Outcome propose(Order order, String person) {
    var asked = List.copyOf(order.owners().keySet());
    var families = database.with(sql -> KeyFamily.read(sql, asked));
    var missing = asked.stream().filter(key -> !families.containsKey(key)).findFirst();
    if (missing.isPresent()) {
      return new Outcome.Unfit(missing.get(), KeyState.UNKNOWN);
    }
    var rows = KeyFamily.keysOf(families.values());
    var unfit = unfit(rows, order.hold());
    if (unfit.isPresent()) {
      return unfit.get();
    }
    var id = ExportId.random(random);
    database.with(sql ->
        sql.update(
            "insert into key_export (id, key_ids, hold, reason, recipient, expires_at,"
                + " proposed_by, proposed_at, owner_keys, owners)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id.value(),
            sql.keys(rows.stream().map(KeyRow::key).toList()),
            order.hold(),
            order.reason(),
            order.recipient().raw(),
            order.expiresAt(),
            person,
            clock.instant(),
            sql.keys(asked),
            sql.texts(asked.stream().map(key -> order.owners().getOrDefault(key, "")).toList())));
    return find(id).<Outcome>map(Outcome.Proposed::new).orElseGet(Outcome.Unknown::new);
  }

  private static Optional<Outcome> unfit(List<KeyRow> rows, @Nullable String hold) {
    return rows.stream()
        .<Outcome>flatMap(row ->
            switch (row.state()) {
              case KeyRow.ACTIVE -> Stream.empty();
              case KeyRow.FROZEN ->
                  hold == null
                      ? Stream.of(new Outcome.Unfit(row.key(), KeyState.FROZEN))
                      : Stream.empty();
              default -> Stream.of(new Outcome.Unfit(row.key(), KeyState.DESTROYED));
            })
        .findFirst();
  }

  /** What {@link #confirm} would answer, without a key leaving. */
  public Outcome check(ExportId id, String person) {
    var found = find(id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    var export = found.get();
    if (export.proposedBy().equals(person)) {
      return new Outcome.SamePerson();
    }
    if (export.confirmedBy() != null && !export.confirmedBy().equals(person)) {
      return new Outcome.Over();
    }
    if (!clock.instant().isBefore(export.expiresAt())) {
      return new Outcome.Expired();
    }
    var rows = database.with(sql -> KeyFamily.read(sql, export.keys()));
    return unfit(KeyFamily.keysOf(rows.values()), export.hold())
        .orElseGet(() -> new Outcome.Proposed(export));
  }

  /**
   * Wraps what somebody else proposed. Whoever confirmed it may repeat it, for an answer that was
   * lost.
   */
  public Outcome confirm(ExportId id, String person) {
    var pages = door.require().pages();
    return database.changing(change -> {
      var checked = check(id, person);
      if (!(checked instanceof Outcome.Proposed(KeyExport export))) {
        return checked;
      }
      var families = new LinkedHashSet<>(change.families(export.keys()).values());
      var rows = KeyFamily.keysOf(families);
      var now = clock.instant();
      change.also(sql ->
          sql.update(
              "update key_export set key_ids = ?, confirmed_by = ?,"
                  + " confirmed_at = coalesce(confirmed_at, ?) where id = ?",
              sql.keys(rows.stream().map(KeyRow::key).toList()),
              person,
              now,
              id.value()));
      copies.note(confirmed(export, rows, person, now));
      var terms =
          terms(export, person, now, epochs.current(change).number())
              .with("families", families(export, families));
      var keys = KeyMaterial.read(pages, change, rows);
      try {
        return new Outcome.Wrapped(export, HeldKeys.wrap(terms, keys, export.recipient()));
      } finally {
        keys.values().forEach(SecretBytes::close);
      }
    });
  }

  /** Whose keys are whose: what another vault has to know to hang them on the right people. */
  private static Json families(KeyExport export, Collection<KeyFamily> families) {
    return HeldTerms.toJson(
        families.stream()
            .map(family ->
                new HeldTerms.Family(
                    export.owners().getOrDefault(family.first(), ""),
                    family.keys().stream().map(KeyRow::key).toList()))
            .toList());
  }

  /**
   * Says of each key that has left whether it lives. It says so between two changes of the vault:
   * every shred and freeze comes before, and is told of, or after the moment that is stated.
   */
  public Outcome state(ExportId id) {
    return database.changing(change -> {
      var found = find(id);
      if (found.isEmpty()) {
        return new Outcome.Unknown();
      }
      var export = found.get();
      if (export.confirmedBy() == null) {
        return new Outcome.Unconfirmed();
      }
      var states = new LinkedHashMap<KeyId, String>();
      export.keys().forEach(key -> states.put(key, "destroyed"));
      change.keys(export.keys()).forEach(row -> states.put(row.key(), stateOf(row)));
      return new Outcome.Stated(
          export, new KeyStatement(id.toString(), config.tenant(), clock.instant(), states));
    });
  }

  private static String stateOf(KeyRow row) {
    return switch (row.state()) {
      case KeyRow.ACTIVE -> KeyStatement.LIVE;
      case KeyRow.FROZEN -> "frozen";
      default -> "destroyed";
    };
  }

  private static KeyExport confirmed(
      KeyExport export, List<KeyRow> rows, String person, Instant now) {
    return new KeyExport(
        export.id(),
        export.seq(),
        rows.stream().map(KeyRow::key).toList(),
        export.owners(),
        export.hold(),
        export.reason(),
        export.recipient(),
        export.expiresAt(),
        export.proposedBy(),
        export.proposedAt(),
        person,
        Objects.requireNonNullElse(export.confirmedAt(), now));
  }

  private Json.Obj terms(KeyExport export, String confirmedBy, Instant at, long epoch) {
    return Json.object()
        .put("export", export.id().toString())
        .put("tenant", config.tenant())
        .put("epoch", epoch)
        .put("hold", Objects.requireNonNullElse(export.hold(), ""))
        .put("reason", export.reason())
        .put("exported_at", at.toString())
        .put("expires_at", export.expiresAt().toString())
        .put("proposed_by", export.proposedBy())
        .put("confirmed_by", confirmedBy)
        .build();
  }

  /** Confirmed exports that hold any key of these keys' families, oldest first. */
  public List<HeldCopy> heldCopies(Collection<KeyId> keys) {
    return database.with(sql -> {
      var ring = KeyFamily.keysOf(KeyFamily.read(sql, keys).values());
      return sql.query(
          "select e.id, e.hold, e.confirmed_at, e.expires_at, (select count(*)"
              + " from unnest(e.key_ids) as k where k = any(r.ids))"
              + " from key_export e, (select ?::uuid[] as ids) r"
              + " where e.confirmed_at is not null and e.key_ids && r.ids order by e.seq",
          row ->
              new HeldCopy(
                  new ExportId(row.getObject(1, UUID.class)),
                  row.getString(2),
                  row.getTimestamp(3).toInstant(),
                  row.getTimestamp(4).toInstant(),
                  row.getInt(5)),
          sql.keys(ring.stream().map(KeyRow::key).toList()));
    });
  }

  /** The export of this id, if there is one. */
  public Optional<KeyExport> find(ExportId id) {
    return database
        .with(sql -> sql.query(COLUMNS + " where id = ?", KeyExportService::read, id.value()))
        .stream()
        .findFirst();
  }

  /** Everything that has left, oldest first. */
  static List<KeyExport> confirmed(Sql sql) throws SQLException {
    return sql.query(
        COLUMNS + " where confirmed_at is not null order by seq", KeyExportService::read);
  }

  /** Newest first, those with a lower number than {@code seq}. */
  public List<KeyExport> before(long seq, int limit) {
    return database.with(sql ->
        sql.query(
            COLUMNS + " where seq < ? order by seq desc limit ?",
            KeyExportService::read,
            seq,
            limit));
  }

  /**
   * Those of {@link #before} that a second person can confirm now: not expired, no key destroyed,
   * and none frozen that no hold names.
   */
  public List<KeyExport> waiting(long seq, int limit) {
    return database.with(sql ->
        sql.query(
            COLUMNS
                + " where seq < ? and confirmed_by is null and expires_at > ?"
                + " and not exists (select from data_key d where d.key_id = any(key_ids)"
                + " and (d.state = 'shredded' or d.state = 'frozen' and hold is null))"
                + " order by seq desc limit ?",
            KeyExportService::read,
            seq,
            clock.instant(),
            limit));
  }

  private static KeyExport read(ResultSet row) throws SQLException {
    Timestamp confirmedAt = row.getTimestamp(11);
    return new KeyExport(
        new ExportId(row.getObject(1, UUID.class)),
        row.getLong(2),
        Sql.keys(row, 3),
        owners(Sql.keys(row, 12), (String[]) row.getArray(13).getArray()),
        row.getString(4),
        row.getString(5),
        RecipientKey.of(row.getBytes(6)),
        row.getTimestamp(7).toInstant(),
        row.getString(8),
        row.getTimestamp(9).toInstant(),
        row.getString(10),
        confirmedAt == null ? null : confirmedAt.toInstant());
  }

  private static Map<KeyId, String> owners(List<KeyId> keys, String[] names) {
    var owners = new HashMap<KeyId, String>();
    for (int i = 0; i < names.length; i++) {
      owners.put(keys.get(i), names[i]);
    }
    return owners;
  }
}
