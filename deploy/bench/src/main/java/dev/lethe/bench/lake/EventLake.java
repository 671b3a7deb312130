package dev.lethe.bench.lake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FanoutDataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;

/** The table {@code retail.events}, as a pipeline keeps it: format 3, one partition a day. */
public final class EventLake implements AutoCloseable {
  /** The table's name in plans and receipts. */
  public static final String ASSET = "retail.events";

  private static final TableIdentifier NAME = TableIdentifier.of("retail", "events");
  private static final long FILE_SIZE = 64L * 1024 * 1024;
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "event_id", Types.StringType.get()),
          Types.NestedField.required(2, "event_type", Types.StringType.get()),
          Types.NestedField.required(3, "ts", Types.TimestampType.withZone()),
          Types.NestedField.optional(4, "session_id", Types.StringType.get()),
          Types.NestedField.optional(5, "profile", Types.StringType.get()),
          Types.NestedField.optional(6, "customer", Types.StringType.get()),
          Types.NestedField.optional(7, "channel", Types.StringType.get()),
          Types.NestedField.optional(8, "device_type", Types.StringType.get()),
          Types.NestedField.optional(9, "sku", Types.StringType.get()),
          Types.NestedField.optional(10, "category", Types.StringType.get()),
          Types.NestedField.optional(11, "price", Types.DoubleType.get()),
          Types.NestedField.optional(12, "quantity", Types.IntegerType.get()));

  private final JdbcCatalog catalog;

  /** Opens the lake of this catalog database and warehouse folder. */
  public EventLake(String uri, String user, String password, Path warehouse) {
    // The catalog's pool asks DriverManager, which knows a driver only once its class is loaded.
    org.postgresql.Driver.isRegistered();
    catalog = new JdbcCatalog(properties -> new DiskFileIO(), null, true);
    catalog.initialize(
        "lake",
        Map.of(
            CatalogProperties.URI,
            uri,
            JdbcCatalog.PROPERTY_PREFIX + "user",
            user,
            JdbcCatalog.PROPERTY_PREFIX + "password",
            password,
            JdbcCatalog.PROPERTY_PREFIX + "schema-version",
            "V1",
            CatalogProperties.WAREHOUSE_LOCATION,
            warehouse.toString()));
  }

  /** The table, made when it is not there. */
  public Table table() {
    if (catalog.tableExists(NAME)) {
      return catalog.loadTable(NAME);
    }
    if (!catalog.namespaceExists(Namespace.of("retail"))) {
      catalog.createNamespace(Namespace.of("retail"));
    }
    return catalog
        .buildTable(NAME, SCHEMA)
        .withPartitionSpec(PartitionSpec.builderFor(SCHEMA).day("ts").build())
        .withProperty(TableProperties.FORMAT_VERSION, "3")
        .create();
  }

  /** Adds pseudonymised events in one commit; gives the snapshot that holds them. */
  public long append(List<JsonNode> events) {
    Table table = table();
    var factory =
        new GenericFileWriterFactory.Builder(table).dataFileFormat(FileFormat.PARQUET).build();
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, 1, 1).format(FileFormat.PARQUET).build();
    var writer = new FanoutDataWriter<Record>(factory, files, table.io(), FILE_SIZE);
    PartitionKey key = new PartitionKey(table.spec(), table.schema());
    InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
    try (writer) {
      for (JsonNode event : events) {
        Record row = row(event);
        key.partition(wrapper.wrap(row));
        writer.write(row, table.spec(), key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AppendFiles append = table.newAppend();
    writer.result().dataFiles().forEach(append::appendFile);
    append.commit();
    table.refresh();
    return table.currentSnapshot().snapshotId();
  }

  /** How many rows a query of the table returns for these profiles and customers. */
  public long rows(Set<String> profiles, Set<String> customers) {
    long rows = 0;
    try (CloseableIterable<Record> all =
        IcebergGenerics.read(table()).select("profile", "customer").build()) {
      for (Record row : all) {
        boolean theirs =
            profiles.contains(String.valueOf(row.getField("profile")))
                || customers.contains(String.valueOf(row.getField("customer")));
        rows += theirs ? 1 : 0;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static Record row(JsonNode event) {
    Record row = GenericRecord.create(SCHEMA);
    row.setField("ts", OffsetDateTime.parse(event.required("timestamp").asText()));
    for (String name :
        List.of(
            "event_id",
            "event_type",
            "session_id",
            "profile",
            "customer",
            "channel",
            "device_type")) {
      row.setField(name, event.path(name).asText(null));
    }
    JsonNode bought = event.path("properties");
    row.setField("sku", bought.path("sku").asText(null));
    row.setField("category", bought.path("category").asText(null));
    row.setField("price", bought.path("price").asDouble());
    row.setField("quantity", bought.path("quantity").asInt());
    return row;
  }

  @Override
  public void close() {
    catalog.close();
  }
}
