package dev.lethe.service.fanout.connector.modelregistry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One version of a registered model, with its tags. */
record ModelVersion(String model, String version, Instant createdAt, Map<String, String> tags) {

  /** What the version says it was trained on, one data version per tag. */
  List<String> trainedOn() {
    return tags.entrySet().stream()
        .filter(tag -> tag.getKey().startsWith(Tags.DATASET))
        .map(Map.Entry::getValue)
        .toList();
  }

  Optional<String> tag(String key) {
    return Optional.ofNullable(tags.get(key));
  }

  String label() {
    return model + "/" + version;
  }
}
