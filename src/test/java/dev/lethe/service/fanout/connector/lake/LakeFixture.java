package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.AssetRef;
import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.SubjectKeys;
import dev.lethe.service.fanout.connector.TargetSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FanoutDataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.types.Types;

/**
 * A real lake: JDBC catalog in a real PostgreSQL, Parquet files in a folder, a retailer's events in
 * it.
 */
final class LakeFixture implements AutoCloseable {

  static final Schema EVENTS =
      new Schema(
          Types.NestedField.required(1, "event_id", Types.StringType.get()),
          Types.NestedField.required(2, "event_type", Types.StringType.get()),
          Types.NestedField.required(3, "ts", Types.TimestampType.withZone()),
          Types.NestedField.optional(4, "session_id", Types.StringType.get()),
          Types.NestedField.optional(5, "profile", Types.StringType.get()),
          Types.NestedField.optional(6, "customer", Types.StringType.get()),
          Types.NestedField.optional(7, "sku", Types.StringType.get()),
          Types.NestedField.optional(8, "price", Types.DoubleType.get()),
          Types.NestedField.optional(9, "quantity", Types.IntegerType.get()));

  private static final EmbeddedPostgres POSTGRES = start();
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);

  final TargetSettings settings;
  final LakeCatalog catalog;
  final Random random = new Random(20_260_301);

  LakeFixture(Path folder, String orphanAge) {
    settings =
        new TargetSettings(
            "lake",
            Map.of(
                "connector",
                "lake",
                "catalog-uri",
                POSTGRES.getJdbcUrl("postgres", "postgres"),
                "catalog-user",
                "postgres",
                "catalog-password",
                "postgres",
                "catalog-name",
                "t" + UUID.randomUUID().toString().substring(0, 8),
                "warehouse",
                folder.toString(),
                "orphan-age",
                orphanAge));
    catalog = new LakeCatalog(LakeSettings.of(settings));
    catalog.open().createNamespace(Namespace.of("retail"));
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL for the tests did not start", e);
    }
  }

  LakeConnector connector() {
    return new LakeConnector(LakeSettings.of(settings), InstantSource.system());
  }

  Table createEvents(int formatVersion, Map<String, String> more) {
    var properties = new HashMap<>(more);
    properties.put("format-version", Integer.toString(formatVersion));
    return catalog
        .open()
        .createTable(
            TableIdentifier.of("retail", "events"),
            EVENTS,
            PartitionSpec.builderFor(EVENTS).day("ts").build(),
            properties);
  }

  Table events() {
    return catalog.table("retail.events").orElseThrow();
  }

  void drop() {
    catalog.open().dropTable(TableIdentifier.of("retail", "events"), true);
  }

  /** One event of a profile on a day counted from the first. */
  Record event(String profile, String customer, int day) {
    Record row = GenericRecord.create(EVENTS);
    row.setField("event_id", "evt_" + Long.toHexString(random.nextLong()));
    row.setField("event_type", "purchase");
    OffsetDateTime midnight = FIRST_DAY.plusDays(day).atStartOfDay().atOffset(ZoneOffset.UTC);
    row.setField("ts", midnight.plusSeconds(random.nextInt(86_400)));
    row.setField("session_id", "ses_" + Long.toHexString(random.nextLong()));
    row.setField("profile", profile);
    row.setField("customer", customer);
    row.setField("sku", "sku-" + random.nextInt(500));
    row.setField("price", random.nextInt(10_000) / 100.0);
    row.setField("quantity", 1 + random.nextInt(4));
    return row;
  }

  /** Appends rows with one commit, as a pipeline does. */
  void append(List<Record> rows) throws IOException {
    Table table = events();
    var files =
        OutputFileFactory.builderFor(table, 1, random.nextLong())
            .format(FileFormat.PARQUET)
            .build();
    var writers =
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .dataSchema(table.schema())
            .build();
    var writer = new FanoutDataWriter<Record>(writers, files, table.io(), 128 << 20);
    var key = new PartitionKey(table.spec(), table.schema());
    var wrapper = new InternalRecordWrapper(table.schema().asStruct());
    try (writer) {
      for (Record row : rows) {
        key.partition(wrapper.wrap(row));
        writer.write(row, table.spec(), key.copy());
      }
    }
    var append = table.newAppend();
    for (DataFile file : writer.result().dataFiles()) {
      append.appendFile(file);
    }
    append.commit();
  }

  static AssetRef asset() {
    return new AssetRef(
        "lake",
        "retail.events",
        Map.of("profile", "profile", "customer", "customer"),
        List.of(),
        "erase");
  }

  static SubjectKeys subject(String handle, String profile, String customer) {
    return new SubjectKeys(
        handle, Map.of("profile", Set.of(profile), "customer", Set.of(customer)), Set.of());
  }

  static Batch batch(String id, SubjectKeys... subjects) {
    return new Batch(id, asset(), List.of(subjects), 1_000_000, Map.of());
  }

  /** An id of the form Lethe gives profiles and customers. */
  String id(String prefix) {
    var text = new StringBuilder(prefix);
    for (int i = 0; i < 26; i++) {
      text.append("0123456789abcdefghjkmnpqrstvwxyz".charAt(random.nextInt(32)));
    }
    return text.toString();
  }

  @Override
  public void close() {
    catalog.close();
  }
}
