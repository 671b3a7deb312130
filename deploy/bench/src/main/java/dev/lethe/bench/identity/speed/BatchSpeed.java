package dev.lethe.bench.identity.speed;

import dev.lethe.bench.identity.Resolving;
import dev.lethe.bench.identity.data.RawProfile;
import dev.lethe.bench.identity.metrics.Quality;
import dev.lethe.bench.identity.metrics.Truth;
import dev.lethe.bench.retailer.crowd.Crowd;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.score.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Generated profiles to customers in one batch, by the shipped model: normalising, counting,
 * blocking, scoring, clustering. Making the profiles does not count.
 */
final class BatchSpeed {

  private static final long SEED = 20261122;
  private static final int AT_ONCE = 20_000;

  private final List<Profile> profiles;
  private final List<RawProfile> raw = new ArrayList<>(AT_ONCE);
  private long nanos;

  private BatchSpeed(int size) {
    this.profiles = new ArrayList<>(size);
  }

  /** Seconds for a batch, and how right it came out. */
  record Timed(int profiles, double seconds, double normalising, Quality quality) {

    double perSecond() {
      return profiles / seconds;
    }
  }

  static Timed run(int size) {
    var speed = new BatchSpeed(size);
    Crowd.make(
        SEED,
        size,
        profile ->
            speed.take(new RawProfile(profile.id(), profile.source(), "US", profile.attributes())));
    speed.normalise();
    var normalising = speed.nanos / 1e9;
    var outcome = new Resolving(Model.shipped()).resolved(speed.profiles, Set.of());
    var seconds = normalising + outcome.seconds();
    return new Timed(size, seconds, normalising, quality(size, outcome.usual().clusters()));
  }

  private void take(RawProfile profile) {
    raw.add(profile);
    if (raw.size() == AT_ONCE) {
      normalise();
    }
  }

  private void normalise() {
    var begun = System.nanoTime();
    profiles.addAll(Resolving.normalised(raw));
    nanos += System.nanoTime() - begun;
    raw.clear();
  }

  /** Makes the crowd again, so that the truth takes no room while the clock runs. */
  private static Quality quality(int size, List<List<ProfileId>> clusters) {
    var truth = new Truth.Builder();
    Crowd.make(SEED, size, profile -> truth.is(profile.id(), Integer.toString(profile.person())));
    return Quality.of(clusters, truth.build());
  }
}
