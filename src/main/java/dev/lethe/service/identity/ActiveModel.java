package dev.lethe.service.identity;

import dev.lethe.identitygraph.score.Model;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The model in force. Every node follows an activation within {@link #FRESH}. Whoever weighs more
 * than once takes the model once and keeps it for the whole work.
 */
@ApplicationScoped
class ActiveModel {
  /** So long a node may go on with the model it knows. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private final ModelStore models;
  private final InstantSource clock;
  private volatile Held held = new Held(Model.shipped(), Instant.MIN);

  private record Held(Model model, Instant read) {}

  ActiveModel(ModelStore models, InstantSource clock) {
    this.models = models;
    this.clock = clock;
  }

  /** The model in force. Fails rather than answer another one than was activated. */
  Model current() {
    var known = held;
    var now = clock.instant();
    if (now.isBefore(known.read()) || !now.isBefore(known.read().plus(FRESH))) {
      known = new Held(read(known.model()), now);
      held = known;
    }
    return known.model();
  }

  /** Reads it anew, after an activation here. */
  void forget() {
    held = new Held(held.model(), Instant.MIN);
  }

  private Model read(Model known) {
    var id = models.activation().map(ModelStore.Activation::model).orElse(Model.shipped().id());
    return id.equals(known.id())
        ? known
        : models.model(id).orElseThrow(() -> new IllegalStateException("the active model is gone"));
  }
}
