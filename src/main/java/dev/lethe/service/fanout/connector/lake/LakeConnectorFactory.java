package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.Connector;
import dev.lethe.service.fanout.connector.ConnectorFactory;
import dev.lethe.service.fanout.connector.TargetSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/**
 * Makes lake connectors from {@code catalog-uri}, {@code catalog-user}, {@code catalog-password},
 * {@code warehouse} and, where the defaults do not fit, {@code catalog-name} (lake) and {@code
 * orphan-age} (PT24H).
 */
@ApplicationScoped
class LakeConnectorFactory implements ConnectorFactory {

  private final InstantSource clock;

  LakeConnectorFactory(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return LakeConnector.KIND;
  }

  @Override
  public Connector connect(TargetSettings settings) {
    return new LakeConnector(LakeSettings.of(settings), clock);
  }
}
