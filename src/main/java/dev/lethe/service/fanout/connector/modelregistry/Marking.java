package dev.lethe.service.fanout.connector.modelregistry;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.modelregistry.Lineage.Affected;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Writes the marks of one batch; writing them twice changes nothing. */
final class Marking {

  private final ModelCatalog catalog;
  private final Batch batch;
  private final LocalDate deadline;

  Marking(ModelCatalog catalog, Batch batch, LocalDate deadline) {
    this.catalog = catalog;
    this.batch = batch;
    this.deadline = deadline;
  }

  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException noDate) {
      return Optional.empty();
    }
  }

  /** The status comes last: a version that shows it has all the rest. */
  void mark(Affected affected) {
    ModelVersion version = affected.version();
    String own = Integer.toString(affected.handles().size());
    set(version, Tags.OF_BATCH + batch.id(), own);
    set(version, Tags.SUBJECTS, Long.toString(subjects(version, affected.handles().size())));
    set(version, Tags.DEADLINE, earliest(version).toString());
    set(version, Tags.BATCH, batch.id());
    set(version, Tags.STATUS, Tags.AFFECTED);
  }

  private void set(ModelVersion version, String key, String value) {
    if (!version.tag(key).map(value::equals).orElse(false)) {
      catalog.tag(version, key, value);
    }
  }

  private long subjects(ModelVersion version, int own) {
    long others =
        version.tags().entrySet().stream()
            .filter(tag -> tag.getKey().startsWith(Tags.OF_BATCH))
            .filter(tag -> !tag.getKey().equals(Tags.OF_BATCH + batch.id()))
            .map(Map.Entry::getValue)
            .filter(value -> value.matches("\\d{1,9}"))
            .mapToLong(Long::parseLong)
            .sum();
    return others + own;
  }

  /** An earlier deadline that is still open stands; one that a successor has met does not. */
  private LocalDate earliest(ModelVersion version) {
    boolean open = version.tag(Tags.STATUS).map(Tags.AFFECTED::equals).orElse(false);
    return version
        .tag(Tags.DEADLINE)
        .flatMap(Marking::date)
        .filter(known -> open && known.isBefore(deadline))
        .orElse(deadline);
  }
}
