package dev.lethe.service.identity;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.lethe.identitygraph.score.Model;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Models as the API shows them. */
final class ModelViews {

  private ModelViews() {}

  /**
   * A model in a list.
   *
   * @param origin {@code shipped}, {@code uploaded} or {@code trained}
   */
  record ModelItem(
      String id,
      String origin,
      boolean active,
      @Nullable Instant createdAt,
      @Nullable String createdBy) {}

  /**
   * A model whole.
   *
   * @param model its JSON with its training report, as it was taken in
   */
  record ModelView(
      String id,
      String origin,
      boolean active,
      @Nullable Instant createdAt,
      @Nullable String createdBy,
      @Schema(type = SchemaType.OBJECT) @JsonRawValue String model) {

    static ModelView of(ModelItem item, Model model) {
      return new ModelView(
          item.id(),
          item.origin(),
          item.active(),
          item.createdAt(),
          item.createdBy(),
          ModelStore.text(model));
    }
  }

  /** Who made which model active, and why. */
  record ActivationView(String model, Instant at, String by, String reason) {

    static ActivationView of(ModelStore.Activation activation) {
      return new ActivationView(
          activation.model(), activation.at(), activation.by(), activation.reason());
    }
  }

  /**
   * What one level says under two models, in bits; a rare value adds to it. Absent where a model
   * does not have the level.
   */
  record LevelView(String field, String level, @Nullable Double left, @Nullable Double right) {}

  /**
   * How decisions on pairs differ. A pair is decided by itself here; a customer is decided by all
   * its profiles together.
   *
   * @param pairs how many stored pairs were weighed under both models
   * @param leftOnly of these, pairs that only the left model takes for one person
   * @param rightOnly of these, pairs that only the right model takes for one person
   * @param share the part of the pairs on which they differ
   */
  record Decisions(
      long seed, int pairs, int leftOnly, int rightOnly, double share, double threshold) {}

  /** Two models side by side. */
  record ComparisonView(
      String left,
      String right,
      double leftExpectedMatches,
      double rightExpectedMatches,
      int leftAliases,
      int rightAliases,
      List<LevelView> levels,
      Decisions decisions) {}
}
