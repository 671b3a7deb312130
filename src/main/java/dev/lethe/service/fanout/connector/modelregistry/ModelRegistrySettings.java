package dev.lethe.service.fanout.connector.modelregistry;

import dev.lethe.service.fanout.connector.ConnectorException;
import dev.lethe.service.fanout.connector.TargetSettings;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/**
 * How one model registry is reached; never prints its token.
 *
 * @param unknownIsAffected whether a version that does not say what it was trained on counts as
 *     trained on everybody
 * @param pageSize how many entries are asked for at a time
 */
record ModelRegistrySettings(
    String target,
    URI trackingUri,
    Optional<String> token,
    boolean unknownIsAffected,
    int pageSize,
    Duration timeout) {

  static ModelRegistrySettings of(TargetSettings settings) {
    try {
      String uri = settings.required("tracking-uri");
      return new ModelRegistrySettings(
          settings.name(),
          URI.create(uri.endsWith("/") ? uri : uri + "/"),
          settings.optional("token"),
          Boolean.parseBoolean(settings.optional("unknown-lineage-is-affected").orElse("true")),
          Integer.parseInt(settings.optional("page-size").orElse("200")),
          Duration.parse(settings.optional("timeout").orElse("PT30S")));
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw ConnectorException.permanent(
          "lethe.targets.%s has a malformed tracking-uri, page-size or timeout"
              .formatted(settings.name()),
          null);
    }
  }

  @Override
  public String toString() {
    return "ModelRegistrySettings[" + target + "]";
  }
}
