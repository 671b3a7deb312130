package dev.lethe.service.fanout.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Targets become connectors when somebody asks, once each. */
class ConnectorRegistryTest {

  private final List<String> made = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private final Map<String, Map<String, String>> configured =
      Map.of(
          "warehouse", Map.of("connector", "shelf", "password", "hush"),
          "odd", Map.of("connector", "unheard-of"),
          "empty", Map.of());

  private final ConnectorRegistry registry =
      new ConnectorRegistry(() -> configured, List.of(new ShelfFactory()));

  @Test
  void connectorIsMadeOnceAndOnlyWhenAskedFor() {
    assertThat(made).isEmpty();
    assertThat(registry.connector("warehouse")).isSameAs(registry.connector("warehouse"));
    assertThat(made).containsExactly("warehouse");
  }

  @Test
  void everyConfiguredTargetIsListed() {
    assertThat(registry.targets()).containsExactly("empty", "odd", "warehouse");
    assertThat(registry.kind("warehouse")).contains("shelf");
    assertThat(registry.kind("empty")).isEmpty();
    assertThat(registry.kind("nowhere")).isEmpty();
  }

  @Test
  void targetWithoutAConnectorIsAPermanentTrouble() {
    for (String target : List.of("odd", "empty", "nowhere")) {
      var trouble =
          catchThrowableOfType(ConnectorException.class, () -> registry.connector(target));
      assertThat(trouble.retryable()).isFalse();
      assertThat(trouble).hasMessageContaining(target);
    }
  }

  @Test
  void closingClosesWhatWasOpened() {
    registry.connector("warehouse");
    registry.close();
    assertThat(closed).containsExactly("warehouse");
  }

  @Test
  void causesKeepTheirPlaceAndLoseTheirText() {
    var cause = new IllegalStateException("row of maria.schmidt@mail.example");
    var trouble = ConnectorException.transientTrouble("target x is in trouble", cause);
    assertThat(trouble).hasStackTraceContaining("IllegalStateException");
    assertThat(trouble.getCause()).isNotNull();
    assertThat(trouble.getCause().getStackTrace()).isEqualTo(cause.getStackTrace());
    assertThat(trouble.getCause()).message().doesNotContain("maria");
  }

  @Test
  void settingsPrintNoValue() {
    assertThat(new TargetSettings("warehouse", Map.of("password", "hush")).toString())
        .isEqualTo("TargetSettings[warehouse]");
    var keys = new SubjectKeys("s-1", Map.of("profile", Set.of("prf_secret")), Set.of());
    assertThat(keys.toString()).doesNotContain("prf_secret");
  }

  private final class ShelfFactory implements ConnectorFactory {
    @Override
    public String kind() {
      return "shelf";
    }

    @Override
    public Connector connect(TargetSettings settings) {
      made.add(settings.name());
      return new Shelf(settings.name());
    }
  }

  private final class Shelf implements Connector, AutoCloseable {
    private final String name;

    Shelf(String name) {
      this.name = name;
    }

    @Override
    public String kind() {
      return "shelf";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public List<DiscoveredAsset> discover() {
      return List.of();
    }

    @Override
    public Located locate(Batch batch) {
      return refused();
    }

    @Override
    public Exported export(Batch batch) {
      return refused();
    }

    @Override
    public Erased erase(Batch batch) {
      return refused();
    }

    @Override
    public Verified verify(Batch batch) {
      return refused();
    }

    private static Refused refused() {
      return new Refused(RefusalReason.UNSUPPORTED, "a shelf holds nothing");
    }

    @Override
    public void close() {
      closed.add(name);
    }
  }
}
