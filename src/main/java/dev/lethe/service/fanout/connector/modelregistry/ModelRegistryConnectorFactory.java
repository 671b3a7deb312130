package dev.lethe.service.fanout.connector.modelregistry;

import dev.lethe.service.fanout.connector.Connector;
import dev.lethe.service.fanout.connector.ConnectorFactory;
import dev.lethe.service.fanout.connector.TargetSettings;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes model registry connectors from {@code tracking-uri} and, where the defaults do not fit,
 * {@code token}, {@code unknown-lineage-is-affected} (true), {@code page-size} (200) and {@code
 * timeout} (PT30S).
 */
@ApplicationScoped
class ModelRegistryConnectorFactory implements ConnectorFactory {

  @Override
  public String kind() {
    return ModelRegistryConnector.KIND;
  }

  @Override
  public Connector connect(TargetSettings settings) {
    return new ModelRegistryConnector(ModelRegistrySettings.of(settings));
  }
}
