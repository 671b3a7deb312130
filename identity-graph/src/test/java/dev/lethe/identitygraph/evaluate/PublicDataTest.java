package dev.lethe.identitygraph.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.cluster.Constraints;
import dev.lethe.identitygraph.cluster.Resolver;
import dev.lethe.identitygraph.cluster.Settings;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The shipped model on public data; give its folder as system property {@code lethe.data}. Nothing
 * learns from labels.
 */
class PublicDataTest {

  private static final String DATA = System.getProperty("lethe.data", "");

  @BeforeEach
  void dataIsThere() {
    assumeTrue(!DATA.isEmpty(), "skipped: no folder of public data given as -Dlethe.data=<folder>");
  }

  @Test
  void historicalPeopleResolve() throws IOException {
    var quality = measure(Labelled.historical(Path.of(DATA)), Settings.RESOLVE);
    assertThat(quality.f1()).isGreaterThan(.9);
    assertThat(quality.precision()).isGreaterThan(.97);
  }

  @Test
  void febrlDuplicatesResolve() throws IOException {
    assertThat(measure(Labelled.febrl3(Path.of(DATA)), Settings.RESOLVE).f1()).isGreaterThan(.99);
  }

  @Test
  void senzingTruthSetResolves() throws IOException {
    assertThat(measure(Labelled.senzing(Path.of(DATA)), Settings.RESOLVE).f1()).isGreaterThan(.8);
  }

  @Test
  void fakePeopleWithEmailResolve() throws IOException {
    assertThat(measure(Labelled.fake1000(Path.of(DATA)), Settings.RESOLVE).precision())
        .isGreaterThan(.9);
  }

  private static Quality measure(Labelled data, Settings settings) {
    var started = System.nanoTime();
    var frequencies =
        CountedFrequencies.of(data.profiles().stream().map(Profile::attributes).toList());
    var resolver = new Resolver(new Scorer(Model.shipped(), frequencies), settings);
    var resolution = resolver.resolve(data.profiles(), Constraints.NONE);
    var seconds = (System.nanoTime() - started) / 1e9;
    var quality = Quality.of(resolution.clusters(), data.truth());
    System.out.printf(
        "%-18s %6d profiles: P %.4f R %.4f F1 %.4f; %d customers, %d mixed, largest %d; %.1f s%n",
        data.name(),
        data.profiles().size(),
        quality.precision(),
        quality.recall(),
        quality.f1(),
        quality.clusters(),
        quality.mixed(),
        quality.largest(),
        seconds);
    return quality;
  }
}
