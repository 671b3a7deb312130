package dev.lethe.service.policy;

import dev.lethe.service.database.SqlWork;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Gives out connections to the policy's tables; inside a transaction always the same one. */
@ApplicationScoped
class PolicyDatabase {
  private static final Logger LOG = Logger.getLogger(PolicyDatabase.class);
  private final AgroalDataSource dataSource;

  PolicyDatabase(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * @throws ProblemException {@code unavailable}: then nobody knows what is allowed
   */
  <T> T with(SqlWork<T> work) {
    try (var connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      // The text of an exception could quote a row.
      LOG.errorf("the policy's tables did not answer: %s", e.getSQLState());
      throw new ProblemException(ProblemType.UNAVAILABLE, "The token policy cannot be read now.");
    }
  }
}
