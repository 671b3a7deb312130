package dev.lethe.service.fanout.connector;

import java.util.List;
import java.util.Map;

/**
 * Many subjects' steps for one asset, carried out together.
 *
 * @param id names the batch for ever; the same id never takes effect twice
 * @param maxRows the guard: a batch that would touch more is refused untouched
 * @param options what else the plan says, such as the {@code deadline} of a mark
 */
public record Batch(
    String id,
    AssetRef asset,
    List<SubjectKeys> subjects,
    long maxRows,
    Map<String, String> options) {

  public Batch {
    subjects = List.copyOf(subjects);
    options = Map.copyOf(options);
  }
}
