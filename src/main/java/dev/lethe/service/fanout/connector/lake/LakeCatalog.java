package dev.lethe.service.fanout.connector.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;

/** The lake's catalog in PostgreSQL; connects when first asked and hands out fresh tables. */
final class LakeCatalog implements AutoCloseable {

  private final LakeSettings settings;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable JdbcCatalog catalog;

  LakeCatalog(LakeSettings settings) {
    this.settings = settings;
  }

  /** The table of that name as it is now, if there is one. */
  Optional<Table> table(String asset) {
    try {
      return Optional.of(open().loadTable(TableIdentifier.parse(asset)));
    } catch (NoSuchTableException none) {
      return Optional.empty();
    }
  }

  /** Every table of every namespace. */
  List<TableIdentifier> tables() {
    var found = new ArrayList<TableIdentifier>();
    for (Namespace namespace : open().listNamespaces()) {
      found.addAll(open().listTables(namespace));
    }
    return found;
  }

  JdbcCatalog open() {
    opening.lock();
    try {
      if (catalog == null) {
        // The pool asks DriverManager, which knows a driver only once its class has been loaded.
        org.postgresql.Driver.isRegistered();
        var opened = new JdbcCatalog(properties -> new LocalFileIO(), null, true);
        opened.initialize(settings.catalogName(), properties());
        catalog = opened;
      }
      return catalog;
    } finally {
      opening.unlock();
    }
  }

  private Map<String, String> properties() {
    return Map.of(
        CatalogProperties.URI,
        settings.uri(),
        JdbcCatalog.PROPERTY_PREFIX + "user",
        settings.user(),
        JdbcCatalog.PROPERTY_PREFIX + "password",
        settings.password(),
        JdbcCatalog.PROPERTY_PREFIX + "schema-version",
        "V1",
        CatalogProperties.WAREHOUSE_LOCATION,
        settings.warehouse().toString());
  }

  @Override
  public void close() {
    opening.lock();
    try {
      if (catalog != null) {
        catalog.close();
        catalog = null;
      }
    } finally {
      opening.unlock();
    }
  }
}
