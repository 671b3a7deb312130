package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A profile's row, as resolution needs it: nothing in it is readable without the vault. */
record StoredProfile(
    ProfileId id,
    String source,
    KeyId key,
    byte[] comparable,
    byte[] features,
    @Nullable CustomerId customer,
    boolean resolved,
    long revision) {

  static final String COLUMNS =
      "id, source, key_id, comparable, features, customer_id, resolved, revision";

  static StoredProfile read(ResultSet row) throws SQLException {
    var customer = Sql.maybeUuid(row, 6);
    return new StoredProfile(
        new ProfileId(Sql.uuid(row, 1)),
        row.getString(2),
        Sql.key(row, 3),
        row.getBytes(4),
        row.getBytes(5),
        customer == null ? null : new CustomerId(customer),
        row.getBoolean(7),
        row.getLong(8));
  }

  @Override
  public String toString() {
    return "StoredProfile[" + id + "]";
  }
}
