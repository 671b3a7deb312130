package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.Capability;
import dev.lethe.service.fanout.connector.Connector;
import dev.lethe.service.fanout.connector.DiscoveredAsset;
import dev.lethe.service.fanout.connector.DiscoveredAsset.DiscoveredField;
import dev.lethe.service.fanout.connector.Erased;
import dev.lethe.service.fanout.connector.Exported;
import dev.lethe.service.fanout.connector.Located;
import dev.lethe.service.fanout.connector.RefusalReason;
import dev.lethe.service.fanout.connector.Refused;
import dev.lethe.service.fanout.connector.Verified;
import dev.lethe.service.fanout.connector.lake.probe.LakeProbe;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;

/** Erases people from Iceberg tables of Parquet files, down to bytes that nobody can read back. */
final class LakeConnector implements Connector, AutoCloseable {

  static final String KIND = "lake";

  private final LakeSettings settings;
  private final LakeCatalog catalog;
  private final InstantSource clock;

  LakeConnector(LakeSettings settings, InstantSource clock) {
    this.settings = settings;
    this.catalog = new LakeCatalog(settings);
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.LOCATE, Capability.EXPORT, Capability.ERASE, Capability.VERIFY);
  }

  @Override
  public List<DiscoveredAsset> discover() {
    return LakeTrouble.translated(
        settings.target(), () -> catalog.tables().stream().map(this::describe).toList());
  }

  @Override
  public Located locate(Batch batch) {
    return on(
        batch,
        refused -> refused,
        (table, index) -> new Locating(table, batch.asset().asset(), index).locate());
  }

  @Override
  public Exported export(Batch batch) {
    return on(
        batch, refused -> refused, (table, index) -> new Exporting(table, batch, index).export());
  }

  @Override
  public Erased erase(Batch batch) {
    return on(batch, refused -> refused, (table, index) -> erase(table, batch, index));
  }

  private Erased erase(Table table, Batch batch, SubjectIndex index) {
    if (!TableForm.of(table).filesMayGo()) {
      return new Refused(
          RefusalReason.FORBIDDEN_BY_OWNER,
          "the table has gc.enabled=false, so its files must not be removed");
    }
    return new Erasing(table, batch, index, settings.orphanAge(), clock).erase();
  }

  @Override
  public Verified verify(Batch batch) {
    return on(
        batch,
        refused -> refused,
        (table, index) -> new LakeProbe(table, batch, ReachableFiles.of(table)).probe());
  }

  @Override
  public void close() {
    catalog.close();
  }

  private interface Work<T> {
    T on(Table table, SubjectIndex index);
  }

  private <T> T on(Batch batch, Function<Refused, T> refuse, Work<T> work) {
    Supplier<T> attempt =
        () -> {
          Table table = catalog.table(batch.asset().asset()).orElse(null);
          if (table == null) {
            return refuse.apply(mismatch("there is no table " + batch.asset().asset()));
          }
          var index = new SubjectIndex(batch);
          if (index.columns().isEmpty()) {
            return refuse.apply(mismatch("the catalog names no subject key for this table"));
          }
          List<String> missing = index.missing(table.schema());
          if (!missing.isEmpty()) {
            return refuse.apply(mismatch("the table has no column " + String.join(", ", missing)));
          }
          return work.on(table, index);
        };
    return LakeTrouble.translated(settings.target(), attempt);
  }

  private static Refused mismatch(String detail) {
    return new Refused(RefusalReason.ASSET_MISMATCH, detail);
  }

  private DiscoveredAsset describe(TableIdentifier identifier) {
    Table table = catalog.table(identifier.toString()).orElseThrow();
    TableForm form = TableForm.of(table);
    return new DiscoveredAsset(
        identifier.toString(),
        "table",
        table.schema().columns().stream()
            .map(column -> new DiscoveredField(column.name(), column.type().toString()))
            .toList(),
        Map.of(
            "format_version", Integer.toString(form.version()),
            "partitioned_by", table.spec().toString(),
            "files_may_go", Boolean.toString(form.filesMayGo())));
  }
}
