package dev.lethe.service.fanout.connector.modelregistry;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.SubjectKeys;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which subjects a version was trained on, by the data versions both name. */
final class Lineage {

  /** Batch option: nothing that was created before can have been trained on these subjects. */
  static final String FIRST_DATA_AT = "first_data_at";

  private final Batch batch;
  private final boolean unknownIsAffected;
  private final Optional<Instant> firstDataAt;

  Lineage(Batch batch, boolean unknownIsAffected) {
    this.batch = batch;
    this.unknownIsAffected = unknownIsAffected;
    this.firstDataAt = Optional.ofNullable(batch.options().get(FIRST_DATA_AT)).map(Lineage::parse);
  }

  /**
   * A version and the subjects it was trained on.
   *
   * @param handles their handles; never empty
   * @param known whether the version says what it was trained on, or is only taken to have seen
   *     everybody
   */
  record Affected(ModelVersion version, Set<String> handles, boolean known) {}

  List<Affected> affected(List<ModelVersion> versions) {
    List<Affected> affected = new ArrayList<>();
    for (ModelVersion version : versions) {
      List<String> trainedOn = version.trainedOn();
      Set<String> handles =
          trainedOn.isEmpty() ? unknown(version) : matching(new HashSet<>(trainedOn));
      if (!handles.isEmpty()) {
        affected.add(new Affected(version, handles, !trainedOn.isEmpty()));
      }
    }
    return affected;
  }

  private Set<String> matching(Set<String> trainedOn) {
    Set<String> handles = new LinkedHashSet<>();
    for (SubjectKeys subject : batch.subjects()) {
      if (subject.dataVersions().stream().anyMatch(trainedOn::contains)) {
        handles.add(subject.handle());
      }
    }
    return handles;
  }

  private Set<String> unknown(ModelVersion version) {
    boolean tooOld = firstDataAt.map(first -> version.createdAt().isBefore(first)).orElse(false);
    Set<String> handles = new LinkedHashSet<>();
    if (unknownIsAffected && !tooOld) {
      batch.subjects().stream()
          .filter(subject -> !subject.dataVersions().isEmpty())
          .forEach(subject -> handles.add(subject.handle()));
    }
    return handles;
  }

  private static Instant parse(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException malformed) {
      return Instant.MIN;
    }
  }
}
