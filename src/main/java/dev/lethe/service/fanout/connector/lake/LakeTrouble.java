package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.ConnectorException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.ServiceUnavailableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.BulkDeletionFailureException;
import org.apache.iceberg.jdbc.UncheckedInterruptedException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** Sorts a lake's trouble into what may pass and what stays, and keeps its texts to itself. */
final class LakeTrouble {

  private LakeTrouble() {}

  static <T> T translated(String target, Supplier<T> work) {
    try {
      return work.get();
    } catch (UncheckedIOException
        | UncheckedSQLException
        | UncheckedInterruptedException
        | NotFoundException
        | CommitFailedException
        | CommitStateUnknownException
        | ServiceUnavailableException
        | BulkDeletionFailureException
        | ValidationException passing) {
      throw ConnectorException.transientTrouble(
          "lake %s is in trouble: %s".formatted(target, passing.getClass().getSimpleName()),
          passing);
    } catch (ConnectorException ours) {
      throw ours;
    } catch (RuntimeException staying) {
      throw ConnectorException.permanent(
          "lake %s failed: %s".formatted(target, staying.getClass().getSimpleName()), staying);
    }
  }
}
