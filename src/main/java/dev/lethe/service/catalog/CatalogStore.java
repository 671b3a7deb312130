package dev.lethe.service.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.piicatalog.Asset;
import dev.lethe.piicatalog.Catalog;
import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.piicatalog.Target;
import dev.lethe.service.database.Sql;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The catalog's rows. A file is taken whole, together with its audit entry, or not at all. */
@ApplicationScoped
class CatalogStore {
  private final AgroalDataSource dataSource;
  private final ObjectMapper json;
  private final AuditService audit;

  CatalogStore(AgroalDataSource dataSource, ObjectMapper json, AuditService audit) {
    this.dataSource = dataSource;
    this.json = json;
    this.audit = audit;
  }

  /** A catalog and the version of the tables that it was read from, or an older one. */
  record Versioned(long version, Catalog catalog) {}

  @Transactional
  Versioned read() {
    try (Connection connection = dataSource.getConnection()) {
      CatalogReader reader = new CatalogReader(new Sql(connection), json);
      // The version first: a change in between makes the copy look old, never fresh.
      long version = reader.version();
      return new Versioned(version, reader.read());
    } catch (SQLException e) {
      throw new CatalogStoreException("could not read the catalog", e);
    }
  }

  long version() {
    try (Connection connection = dataSource.getConnection()) {
      return new CatalogReader(new Sql(connection), json).version();
    } catch (SQLException e) {
      throw new CatalogStoreException("could not read the catalog's version", e);
    }
  }

  @Transactional
  CatalogChange replace(Catalog file, String actor) {
    try (Connection connection = dataSource.getConnection()) {
      Sql sql = new Sql(connection);
      CatalogWriter writer = new CatalogWriter(sql, json);
      writer.nextVersion();
      Catalog before = new CatalogReader(sql, json).read();
      Set<String> datasets = file.datasets();
      refuseConflicts(before, file, datasets);
      write(writer, file, datasets);
      CatalogChange change = CatalogChange.between(before, file);
      audit.append(event(actor, datasets, change));
      return change;
    } catch (SQLException e) {
      throw new CatalogStoreException("could not write the catalog", e);
    }
  }

  private static void write(CatalogWriter writer, Catalog file, Set<String> datasets)
      throws SQLException {
    writer.removeDatasets(datasets);
    for (Target target : file.targets()) {
      writer.put(target);
    }
    for (Asset asset : file.assets()) {
      writer.put(asset);
    }
    for (DatasetPolicy policy : file.policies()) {
      writer.put(policy);
    }
    writer.removeEmptyTargets();
  }

  private static void refuseConflicts(Catalog before, Catalog file, Set<String> datasets) {
    List<Asset> others =
        before.assets().stream().filter(a -> !datasets.contains(a.dataset())).toList();
    for (Asset other : others) {
      for (Asset asset : file.assets()) {
        if (asset.target().equals(other.target()) && asset.name().equals(other.name())) {
          throw conflict(
              "The asset %s of the target %s is already declared by the data set %s."
                  .formatted(other.name(), other.target(), other.dataset()));
        }
      }
    }
    before.targets().stream()
        .filter(target -> others.stream().anyMatch(asset -> asset.target().equals(target.name())))
        .forEach(target -> file.targets().forEach(named -> refuseOtherConnector(target, named)));
  }

  private static void refuseOtherConnector(Target known, Target named) {
    boolean other =
        known.name().equals(named.name())
            && known.connector() != null
            && named.connector() != null
            && !Objects.equals(known.connector(), named.connector());
    if (other) {
      throw conflict(
          "The target %s already has the connector %s.".formatted(known.name(), known.connector()));
    }
  }

  private static ProblemException conflict(String detail) {
    return new ProblemException(ProblemType.INVALID_CATALOG, detail);
  }

  private static AuditEvent event(String actor, Set<String> datasets, CatalogChange change) {
    return new AuditEvent(
        "catalog.replaced",
        actor,
        Map.of(
            "datasets", List.copyOf(datasets),
            "added", change.added(),
            "changed", change.changed(),
            "removed", change.removed()));
  }
}
