package dev.lethe.service.vault;

import dev.lethe.cryptovault.page.PageId;
import dev.lethe.cryptovault.page.PageStore;
import dev.lethe.service.database.SqlWork;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** The vault's database: key pages and what is known of each key, always changed together. */
@ApplicationScoped
class VaultDatabase implements PageStore {
  // Any constant will do; all writers of key pages in all processes queue up behind it.
  private static final long WRITERS = 0x4c45_5448_4501L;
  private final AgroalDataSource source;

  VaultDatabase(@DataSource("vault") AgroalDataSource source) {
    this.source = source;
  }

  /** Runs statements that each stand for themselves. */
  <T> T with(SqlWork<T> work) {
    try (var connection = source.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new VaultStoreException("the vault's database did not answer", e);
    }
  }

  @Override
  public Map<PageId, byte[]> read(Collection<PageId> ids) {
    return with(sql -> VaultChange.readPages(sql, ids));
  }

  @Override
  public <T> T change(Function<Change, T> work) {
    return changing(work::apply);
  }

  /** {@link #change} with everything else that a change of keys writes. */
  <T> T changing(Function<VaultChange, T> work) {
    return atOnce(sql -> {
      sql.query("select pg_advisory_xact_lock(?)", row -> true, WRITERS);
      return work.apply(new VaultChange(sql));
    });
  }

  /** Runs statements in one transaction. */
  <T> T atOnce(SqlWork<T> work) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var result = work.on(connection);
        connection.commit();
        return result;
      } finally {
        undoWhatIsLeft(connection);
      }
    } catch (SQLException e) {
      throw new VaultStoreException("the vault's database did not answer", e);
    }
  }

  private static void undoWhatIsLeft(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }
}
