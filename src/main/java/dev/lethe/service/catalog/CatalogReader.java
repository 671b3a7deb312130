package dev.lethe.service.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.piicatalog.Action;
import dev.lethe.piicatalog.Alphabet;
import dev.lethe.piicatalog.Asset;
import dev.lethe.piicatalog.Catalog;
import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.piicatalog.Field;
import dev.lethe.piicatalog.Retention;
import dev.lethe.piicatalog.Suite;
import dev.lethe.piicatalog.Target;
import dev.lethe.piicatalog.TokenRule;
import dev.lethe.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the whole catalog by statements on one connection, everything in a stable order. */
final class CatalogReader {
  private static final TypeReference<List<Field.Reference>> REFERENCES = new TypeReference<>() {};

  private final Sql sql;
  private final ObjectMapper json;

  CatalogReader(Sql sql, ObjectMapper json) {
    this.sql = sql;
    this.json = json;
  }

  Catalog read() throws SQLException {
    List<Asset> assets = assets();
    List<DatasetPolicy> policies =
        sql.query("select policy from dataset_policy order by dataset", this::policy);
    SortedSet<String> datasets = new TreeSet<>();
    assets.forEach(asset -> datasets.add(asset.dataset()));
    policies.forEach(policy -> datasets.add(policy.dataset()));
    return new Catalog(
        datasets,
        sql.query("select name, connector from target order by name", CatalogReader::target),
        assets,
        policies);
  }

  long version() throws SQLException {
    return sql.query("select version from catalog_version", row -> row.getLong(1)).getFirst();
  }

  private List<Asset> assets() throws SQLException {
    Map<Long, List<Field>> fields = new HashMap<>();
    sql.query(
        """
        select asset_id, path, categories, subject_key, suite, field_class, action,
               retention_period, retention_law, primary_key, refers_to, alphabet
        from field order by asset_id, position
        """,
        row -> fields.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(field(row)));
    return sql.query(
        "select id, target, name, dataset, description from asset order by target, name",
        row ->
            new Asset(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                fields.getOrDefault(row.getLong(1), List.of())));
  }

  private static Target target(ResultSet row) throws SQLException {
    return new Target(row.getString(1), row.getString(2));
  }

  private DatasetPolicy policy(ResultSet row) throws SQLException {
    try {
      return json.readValue(row.getString(1), StoredPolicy.class).policy();
    } catch (JsonProcessingException e) {
      throw new SQLException("a stored policy cannot be read", e);
    }
  }

  private Field field(ResultSet row) throws SQLException {
    String action = row.getString(7);
    return new Field(
        row.getString(2),
        new TreeSet<>(Set.of((String[]) row.getArray(3).getArray())),
        row.getString(4),
        token(row.getInt(5), row.getString(12)),
        row.getString(6),
        action == null ? null : Action.of(action).orElseThrow(),
        retention(row.getString(8), row.getString(9)),
        row.getBoolean(10),
        references(row.getString(11)));
  }

  private static @Nullable TokenRule token(int suite, @Nullable String alphabet) {
    return Suite.of(suite)
        .map(known ->
            new TokenRule(known, alphabet == null ? null : Alphabet.of(alphabet).orElseThrow()))
        .orElse(null);
  }

  private static @Nullable Retention retention(@Nullable String period, @Nullable String law) {
    return period == null ? null : new Retention(Period.parse(period), law);
  }

  private List<Field.Reference> references(String text) throws SQLException {
    try {
      return json.readValue(text, REFERENCES);
    } catch (JsonProcessingException e) {
      throw new SQLException("stored references cannot be read", e);
    }
  }
}
