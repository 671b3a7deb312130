package dev.lethe.service.identity;

import dev.lethe.identitygraph.score.Model;
import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The models that were uploaded or trained. None is ever changed or deleted. */
@ApplicationScoped
@Transactional
class ModelStore {
  private static final String COLUMNS = "seq, id, origin, created_at, created_by";

  private final IdentityDatabase database;
  private final InstantSource clock;

  ModelStore(IdentityDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What is known of a stored model beside itself. */
  record Row(long seq, String id, String origin, Instant createdAt, String createdBy) {}

  /** The model that was made active, by whom and why. */
  record Activation(long seq, String model, Instant at, String by, String reason) {}

  /** Keeps a new model; answers false when there is one of this id. */
  boolean add(Model model, String origin, String by) {
    return database.with(sql ->
        sql.update(
            "insert into identity_model (id, content, origin, created_at, created_by)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing",
            model.id(),
            text(model),
            origin,
            clock.instant(),
            by))
        == 1;
  }

  List<Row> page(long after, int limit) {
    return database.with(sql ->
        sql.query(
            "select " + COLUMNS + " from identity_model where seq > ? order by seq limit ?",
            ModelStore::row,
            after,
            limit));
  }

  Optional<Row> row(String id) {
    return database.with(sql ->
        sql
            .query("select " + COLUMNS + " from identity_model where id = ?", ModelStore::row, id)
            .stream()
            .findFirst());
  }

  /** The stored model of this id, or the shipped one when the id is its. */
  Optional<Model> model(String id) {
    if (id.equals(Model.shipped().id())) {
      return Optional.of(Model.shipped());
    }
    return database.with(sql ->
        sql
            .query(
                "select content from identity_model where id = ?",
                row -> read(row.getString(1)),
                id)
            .stream()
            .findFirst());
  }

  /** What is in force; empty while it is the shipped model because nobody ever chose. */
  Optional<Activation> activation() {
    return activations(Long.MAX_VALUE, 1).stream().findFirst();
  }

  /** Activations before a place, newest first. */
  List<Activation> activations(long before, int limit) {
    return database.with(sql ->
        sql.query(
            "select seq, model, at, by_whom, reason from identity_model_activation"
                + " where seq < ? order by seq desc limit ?",
            row ->
                new Activation(
                    row.getLong(1),
                    row.getString(2),
                    Sql.instant(row, 3),
                    row.getString(4),
                    row.getString(5)),
            before,
            limit));
  }

  void activate(String model, String by, String reason) {
    database.with(sql ->
        sql.update(
            "insert into identity_model_activation (model, at, by_whom, reason, marked_all)"
                + " values (?, ?, ?, ?, false)",
            model,
            clock.instant(),
            by,
            reason));
  }

  private static Row row(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Row(
        row.getLong(1), row.getString(2), row.getString(3), Sql.instant(row, 4), row.getString(5));
  }

  static String text(Model model) {
    var bytes = new ByteArrayOutputStream();
    try {
      model.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Model read(String text) {
    try {
      return Model.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException("a stored model is not readable", e);
    }
  }
}
