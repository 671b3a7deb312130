package dev.lethe.service.fanout;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan: one action on one asset of one target.
 *
 * @param id names the step in every plan of one request
 * @param subjectKeyFields subject-key kind to the field that holds it
 * @param expected what a dry run found, or null where none was possible
 */
public record PlannedStep(
    String id,
    String target,
    String asset,
    StepAction action,
    List<String> fields,
    Map<String, String> subjectKeyFields,
    @Nullable Long expected) {

  /** Copies the collections. */
  public PlannedStep {
    fields = List.copyOf(fields);
    subjectKeyFields = Map.copyOf(subjectKeyFields);
  }

  /** Returns the step with the count of a dry run. */
  public PlannedStep expecting(@Nullable Long count) {
    return new PlannedStep(id, target, asset, action, fields, subjectKeyFields, count);
  }
}
