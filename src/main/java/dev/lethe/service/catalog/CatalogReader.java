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
import java.sql.Connection;
import java.sql.PreparedStatement;
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

/** Reads the whole catalog through one connection, everything in a stable order. */
final class CatalogReader {
  private static final TypeReference<List<Field.Reference>> REFERENCES = new TypeReference<>() {};

  private final Connection connection;
  private final ObjectMapper json;

  CatalogReader(Connection connection, ObjectMapper json) {
    this.connection = connection;
    this.json = json;
  }

  Catalog read() throws SQLException {
    List<Asset> assets = assets();
    List<DatasetPolicy> policies =
        rows("select policy from dataset_policy order by dataset", this::policy);
    SortedSet<String> datasets = new TreeSet<>();
    assets.forEach(asset -> datasets.add(asset.dataset()));
    policies.forEach(policy -> datasets.add(policy.dataset()));
    return new Catalog(
        datasets,
        rows("select name, connector from target order by name", CatalogReader::target),
        assets,
        policies);
  }

  long version() throws SQLException {
    return rows("select version from catalog_version", row -> row.getLong(1)).getFirst();
  }

  /** Reads one row. */
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String sql, RowReader<T> reader) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  private List<Asset> assets() throws SQLException {
    Map<Long, List<Field>> fields = new HashMap<>();
    rows(
        """
        select asset_id, path, categories, subject_key, suite, field_class, action,
               retention_period, retention_law, primary_key, refers_to, alphabet
        from field order by asset_id, position
        """,
        row -> fields.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(field(row)));
    return rows(
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
