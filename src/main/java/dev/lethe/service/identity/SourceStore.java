package dev.lethe.service.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The registered sources. */
@ApplicationScoped
@Transactional
class SourceStore {
  private final IdentityDatabase database;
  private final InstantSource clock;

  SourceStore(IdentityDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

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
  }

  List<Source> all() {
    return database.with(sql ->
        sql.query(
            "select name, kind, duplicate_free from source order by name",
            row ->
                new Source(row.getString(1), SourceKind.of(row.getString(2)), row.getBoolean(3))));
  }

  Map<String, Source> byName() {
    return all().stream().collect(Collectors.toMap(Source::name, source -> source));
  }

  Set<String> duplicateFree() {
    return all().stream()
        .filter(Source::duplicateFree)
        .map(Source::name)
        .collect(Collectors.toSet());
  }
}
