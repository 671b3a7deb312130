package dev.lethe.service.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The registered sources. Whoever writes profiles may see them as they were a second ago. */
@ApplicationScoped
class SourceStore {
  private final IdentityDatabase database;
  private final InstantSource clock;
  private volatile Held held = new Held(Map.of(), Set.of(), Instant.MIN);

  SourceStore(IdentityDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  private record Held(Map<String, Source> byName, Set<String> duplicateFree, Instant read) {}

  /** Commits by itself, so that nobody remembers what was there before. */
  @Transactional(TxType.NOT_SUPPORTED)
  void put(Source source) {
    database.with(sql ->
        sql.update(
            "insert into source (name, kind, duplicate_free, created_at) values (?, ?, ?, ?)"
                + " on conflict (name) do update"
                + " set kind = excluded.kind, duplicate_free = excluded.duplicate_free",
            source.name(),
            source.kind().word(),
            source.duplicateFree(),
            clock.instant()));
    held = new Held(Map.of(), Set.of(), Instant.MIN);
  }

  List<Source> all() {
    return database.with(sql ->
        sql.query(
            "select name, kind, duplicate_free from source order by name",
            row ->
                new Source(row.getString(1), SourceKind.of(row.getString(2)), row.getBoolean(3))));
  }

  /** Those of the names that are registered; one that is not known yet is asked for anew. */
  Set<String> known(Collection<String> names) {
    var known = recent().byName().keySet().containsAll(names) ? recent() : read();
    return names.stream().filter(known.byName()::containsKey).collect(Collectors.toSet());
  }

  Set<String> duplicateFree() {
    return recent().duplicateFree();
  }

  private Held recent() {
    var known = held;
    var now = clock.instant();
    return now.isBefore(known.read()) || !now.isBefore(known.read().plus(ActiveModel.FRESH))
        ? read()
        : known;
  }

  private Held read() {
    var now = clock.instant();
    var all = all();
    var fresh =
        new Held(
            all.stream().collect(Collectors.toMap(Source::name, source -> source)),
            all.stream()
                .filter(Source::duplicateFree)
                .map(Source::name)
                .collect(Collectors.toSet()),
            now);
    held = fresh;
    return fresh;
  }
}
