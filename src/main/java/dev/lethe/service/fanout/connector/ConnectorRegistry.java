package dev.lethe.service.fanout.connector;

import io.quarkus.arc.All;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Holds one connector per configured target, built when first asked for. */
@ApplicationScoped
public class ConnectorRegistry {

  private static final Logger LOG = Logger.getLogger(ConnectorRegistry.class);

  private final Map<String, TargetSettings> settings;
  private final Map<String, ConnectorFactory> factories;
  private final Map<String, Connector> connectors = new ConcurrentHashMap<>();

  ConnectorRegistry(TargetsConfig config, @All List<ConnectorFactory> factories) {
    this.settings = new TreeMap<>();
    config.targets().forEach((name, keys) -> settings.put(name, new TargetSettings(name, keys)));
    this.factories = new TreeMap<>();
    factories.forEach(factory -> this.factories.put(factory.kind(), factory));
  }

  /** Names of the configured targets, in order. */
  public Set<String> targets() {
    return new TreeSet<>(settings.keySet());
  }

  /** The kind of connector a target is configured with, if the target is known. */
  public Optional<String> kind(String target) {
    return Optional.ofNullable(settings.get(target)).flatMap(known -> known.optional("connector"));
  }

  /** The connector of a target; a permanent {@link ConnectorException} where there is none. */
  public Connector connector(String target) {
    return connectors.computeIfAbsent(target, this::connect);
  }

  private Connector connect(String target) {
    TargetSettings known = settings.get(target);
    if (known == null) {
      throw ConnectorException.permanent("no target named " + target + " is configured", null);
    }
    String kind = known.required("connector");
    ConnectorFactory factory = factories.get(kind);
    if (factory == null) {
      throw ConnectorException.permanent(
          "target %s asks for the unknown connector %s".formatted(target, kind), null);
    }
    return factory.connect(known);
  }

  @PreDestroy
  void close() {
    connectors.forEach(ConnectorRegistry::close);
  }

  private static void close(String target, Connector connector) {
    if (connector instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception trouble) {
        LOG.warnf("target %s did not close cleanly: %s", target, trouble.getClass().getName());
      }
    }
  }
}
