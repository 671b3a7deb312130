package dev.lethe.service.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.piicatalog.Action;
import dev.lethe.piicatalog.Alphabet;
import dev.lethe.piicatalog.Asset;
import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.piicatalog.Field;
import dev.lethe.piicatalog.Retention;
import dev.lethe.piicatalog.Target;
import dev.lethe.piicatalog.TokenRule;
import dev.lethe.service.database.Sql;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Writes catalog rows through one connection, whose transaction is the caller's. */
final class CatalogWriter {
  private final Sql sql;
  private final ObjectMapper json;

  CatalogWriter(Sql sql, ObjectMapper json) {
    this.sql = sql;
    this.json = json;
  }

  /**
   * Keeps other writers out until the transaction ends, and tells every node that its copy is old.
   */
  void nextVersion() throws SQLException {
    sql.update("update catalog_version set version = version + 1");
  }

  void removeDatasets(Collection<String> datasets) throws SQLException {
    Array keys = sql.texts(datasets);
    sql.update("delete from asset where dataset = any(?)", keys);
    sql.update("delete from dataset_policy where dataset = any(?)", keys);
  }

  void removeEmptyTargets() throws SQLException {
    sql.update(
        "delete from target t where not exists (select from asset a where a.target = t.name)");
  }

  void put(Target target) throws SQLException {
    sql.update(
        """
        insert into target (name, connector) values (?, ?)
        on conflict (name) do update set connector = coalesce(excluded.connector, target.connector)
        """,
        target.name(),
        target.connector());
  }

  void put(DatasetPolicy policy) throws SQLException {
    sql.update(
        "insert into dataset_policy (dataset, policy) values (?, ?::jsonb)",
        policy.dataset(),
        text(StoredPolicy.of(policy)));
  }

  void put(Asset asset) throws SQLException {
    long id = insert(asset);
    List<Field> fields = asset.fields();
    for (int position = 0; position < fields.size(); position++) {
      insert(id, position, fields.get(position));
    }
  }

  private long insert(Asset asset) throws SQLException {
    return sql.query(
            "insert into asset (target, name, dataset, description) values (?, ?, ?, ?)"
                + " returning id",
            row -> row.getLong(1),
            asset.target(),
            asset.name(),
            asset.dataset(),
            asset.description())
        .getFirst();
  }

  private void insert(long asset, int position, Field field) throws SQLException {
    TokenRule token = field.token();
    Alphabet alphabet = token == null ? null : token.alphabet();
    Action action = field.action();
    Retention retention = field.retention();
    sql.update(
        """
        insert into field (asset_id, position, path, categories, subject_key, suite, alphabet,
          field_class, action, retention_period, retention_law, primary_key, refers_to)
        values (?, ?, ?, ?, ?, ?::smallint, ?, ?, ?, ?, ?, ?, ?::jsonb)
        """,
        asset,
        position,
        field.path(),
        sql.texts(field.categories()),
        field.subjectKey(),
        token == null ? null : token.suite().number(),
        alphabet == null ? null : alphabet.spelling(),
        field.fieldClass(),
        action == null ? null : action.spelling(),
        retention == null ? null : retention.period().toString(),
        retention == null ? null : retention.law(),
        field.primaryKey(),
        text(field.references()));
  }

  private String text(Object value) throws SQLException {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new SQLException("a catalog entry cannot be written as JSON", e);
    }
  }
}
