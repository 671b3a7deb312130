package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.ConnectorException;
import dev.lethe.service.fanout.connector.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * How one lake is reached and how carefully it is swept; never prints the password.
 *
 * @param orphanAge files that no snapshot knows are left alone until they are this old, for
 *     somebody may be writing them
 */
record LakeSettings(
    String target,
    String catalogName,
    String uri,
    String user,
    String password,
    Path warehouse,
    Duration orphanAge) {

  static LakeSettings of(TargetSettings settings) {
    return new LakeSettings(
        settings.name(),
        settings.optional("catalog-name").orElse("lake"),
        settings.required("catalog-uri"),
        settings.optional("catalog-user").orElse(""),
        settings.optional("catalog-password").orElse(""),
        LocalFileIO.path(settings.required("warehouse")).toAbsolutePath(),
        age(settings));
  }

  private static Duration age(TargetSettings settings) {
    String text = settings.optional("orphan-age").orElse("PT24H");
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException malformed) {
      throw ConnectorException.permanent(
          "lethe.targets.%s.orphan-age is no ISO-8601 duration".formatted(settings.name()), null);
    }
  }

  @Override
  public String toString() {
    return "LakeSettings[" + target + "]";
  }
}
