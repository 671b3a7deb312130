package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.Connector;
import dev.lethe.service.fanout.connector.ConnectorFactory;
import dev.lethe.service.fanout.connector.TargetSettings;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes feature store connectors from {@code redis-uri}, {@code project} and, where the defaults do
 * not fit, {@code key-version} (3) and {@code entity-type.<join key>} (string).
 */
@ApplicationScoped
class FeatureStoreConnectorFactory implements ConnectorFactory {

  private final Vertx vertx;

  FeatureStoreConnectorFactory(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public String kind() {
    return FeatureStoreConnector.KIND;
  }

  @Override
  public Connector connect(TargetSettings settings) {
    return new FeatureStoreConnector(FeatureStoreSettings.of(settings), vertx);
  }
}
