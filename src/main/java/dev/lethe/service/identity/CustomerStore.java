package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of customers and links. */
@ApplicationScoped
@Transactional
class CustomerStore {
  private final IdentityDatabase database;

  CustomerStore(IdentityDatabase database) {
    this.database = database;
  }

  /** A living customer. */
  record Row(CustomerId id, long seq, Instant changedAt, int profiles) {}

  private static final String COLUMNS =
      "c.id, c.seq, c.changed_at," + " (select count(*) from profile p where p.customer_id = c.id)";

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        new CustomerId(Sql.uuid(row, 1)), row.getLong(2), Sql.instant(row, 3), row.getInt(4));
  }

  /** The living customer of this id or of the id that it became. */
  Optional<Row> find(CustomerId id) {
    return database.with(sql ->
        sql
            .query(
                "select "
                    + COLUMNS
                    + " from customer c where c.id = coalesce("
                    + "(select customer_id from customer_alias where id = ?), ?)",
                CustomerStore::read,
                id.value(),
                id.value())
            .stream()
            .findFirst());
  }

  List<Row> page(long after, int limit) {
    return database.with(sql ->
        sql.query(
            "select " + COLUMNS + " from customer c where c.seq > ? order by c.seq limit ?",
            CustomerStore::read,
            after,
            limit));
  }

  /** A link, and the id of the model that weighed it. */
  record StoredLink(Link link, String model) {}

  static final String LINKS = "select a, b, weight, model from link";

  static StoredLink link(ResultSet row) throws SQLException {
    return new StoredLink(
        new Link(new ProfileId(Sql.uuid(row, 1)), new ProfileId(Sql.uuid(row, 2)), row.getFloat(3)),
        row.getString(4));
  }

  List<Link> links(Collection<ProfileId> profiles) {
    return weighed(profiles).stream().map(StoredLink::link).toList();
  }

  /** The links with what weighed them. */
  List<StoredLink> weighed(Collection<ProfileId> profiles) {
    return database.with(sql -> {
      var ids = sql.uuids(profiles.stream().map(ProfileId::value).toList());
      return sql.query(
          LINKS + " where a = any(?) and b = any(?) order by weight desc",
          CustomerStore::link,
          ids,
          ids);
    });
  }
}
