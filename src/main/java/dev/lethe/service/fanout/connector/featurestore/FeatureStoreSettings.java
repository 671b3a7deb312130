package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.ConnectorException;
import dev.lethe.service.fanout.connector.TargetSettings;

/**
 * How one online store is reached and how its keys are made; never prints the URI, which may hold a
 * password.
 *
 * @param keyVersion Feast's entity_key_serialization_version, 2 or 3
 * @param source where the types of join keys are looked up: {@code entity-type.<join key>}, string
 *     unless set
 */
record FeatureStoreSettings(
    String target, String redisUri, String project, int keyVersion, TargetSettings source) {

  static FeatureStoreSettings of(TargetSettings settings) {
    String version = settings.optional("key-version").orElse("3");
    if (!version.equals("2") && !version.equals("3")) {
      throw ConnectorException.permanent(
          "lethe.targets.%s.key-version must be 2 or 3".formatted(settings.name()), null);
    }
    return new FeatureStoreSettings(
        settings.name(),
        settings.required("redis-uri"),
        settings.required("project"),
        Integer.parseInt(version),
        settings);
  }

  EntityValue typeOf(String joinKey) {
    String name = source.optional("entity-type." + joinKey).orElse("string");
    return EntityValue.named(name)
        .orElseThrow(() ->
            ConnectorException.permanent(
                "lethe.targets.%s.entity-type.%s is no type of a join key"
                    .formatted(target, joinKey),
                null));
  }

  @Override
  public String toString() {
    return "FeatureStoreSettings[" + target + "]";
  }
}
