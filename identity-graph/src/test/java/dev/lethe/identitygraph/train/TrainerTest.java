package dev.lethe.identitygraph.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.cluster.Constraints;
import dev.lethe.identitygraph.cluster.Resolver;
import dev.lethe.identitygraph.cluster.Settings;
import dev.lethe.identitygraph.score.ComparedFields;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainerTest {

  private static final long SEED = 20261122;

  @Test
  void theOrderOfProfilesDoesNotChangeOneBit() throws IOException {
    var crowd = new Crowd(400, 1, false);
    var shuffled = new ArrayList<>(crowd.profiles);
    Collections.shuffle(shuffled, new Random(7));
    assertThat(bytes(train(shuffled))).isEqualTo(bytes(train(crowd.profiles)));
  }

  @Test
  void aTrainedModelIsReadAsItWasWritten() throws IOException {
    var model = train(new Crowd(300, 2, false).profiles);
    var read = Model.read(new ByteArrayInputStream(bytes(model)));
    assertThat(read).isEqualTo(model);
    assertThat(read.training()).isNotNull();
  }

  @Test
  void weightsLearnedOnOneCrowdResolveAnother() {
    var model = train(new Crowd(500, 3, false).profiles);
    assertThat(f1(new Crowd(500, 4, false), model)).isGreaterThan(.97);
  }

  /** Each pair has one error: where dates agree the name always errs, which misleads passes. */
  @Test
  void oneErrorPerDuplicateDoesNotMisleadTraining() {
    var crowd = new Crowd(600, 5, true);
    assertThat(f1(crowd, train(crowd.profiles))).isGreaterThan(.9);
  }

  @Test
  void everyWayIsReportedAndTheLikelierOneChosen() {
    var training = train(new Crowd(300, 6, false).profiles).training();
    assertThat(training).isNotNull();
    assertThat(training.ways()).extracting(w -> w.name()).containsExactly("passes", "union");
    var best =
        training.ways().stream()
            .max(java.util.Comparator.comparingDouble(way -> way.likelihood()))
            .orElseThrow();
    assertThat(training.chosen()).isEqualTo(best.name());
    assertThat(training.observed()).hasSize(ComparedFields.COUNT);
  }

  @Test
  void fewProfilesAreRefused() {
    var few = new Crowd(50, 8, false).profiles;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train(few))
        .withMessageContaining("at least 500");
  }

  private static Model train(List<Profile> profiles) {
    return new Trainer(Model.believed(), SEED, progress -> {}).train(profiles, "test-1");
  }

  private static byte[] bytes(Model model) throws IOException {
    var out = new ByteArrayOutputStream();
    model.write(out);
    return out.toByteArray();
  }

  private static double f1(Crowd crowd, Model model) {
    var counted = CountedFrequencies.of(crowd.profiles.stream().map(Profile::attributes).toList());
    var resolution =
        new Resolver(new Scorer(model, counted), Settings.RESOLVE)
            .resolve(crowd.profiles, Constraints.NONE);
    var together = 0;
    var right = 0;
    for (var customer : resolution.clusters()) {
      for (var i = 0; i < customer.size(); i++) {
        for (var j = i + 1; j < customer.size(); j++) {
          together++;
          right +=
              java.util.Objects.equals(
                      crowd.person.get(customer.get(i)), crowd.person.get(customer.get(j)))
                  ? 1
                  : 0;
        }
      }
    }
    var sizes = new java.util.HashMap<Integer, Integer>();
    crowd.person.values().forEach(p -> sizes.merge(p, 1, Integer::sum));
    var real = sizes.values().stream().mapToInt(n -> n * (n - 1) / 2).sum();
    return 2.0 * right / (together + real);
  }
}
