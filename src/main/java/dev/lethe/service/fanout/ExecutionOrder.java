package dev.lethe.service.fanout;

import dev.lethe.cryptovault.KeyId;
import java.util.List;

/**
 * An approved plan, ready to be carried out.
 *
 * @param handle random pseudonym of the person in evidence and receipts
 * @param customer whom it is about
 * @param caseKey the request's own key, under which exports are sealed
 * @param sourceKeys the person's keys in the sources as {@link SourceKeys} seals them; empty for
 *     access
 */
public record ExecutionOrder(
    String request,
    ExecutionKind kind,
    String handle,
    String customer,
    KeyId caseKey,
    byte[] sourceKeys,
    List<SubjectProfile> profiles,
    List<PlannedStep> steps) {

  /** A profile of the person and its data key. */
  public record SubjectProfile(String profile, KeyId key) {}

  /** Copies the lists. */
  public ExecutionOrder {
    profiles = List.copyOf(profiles);
    steps = List.copyOf(steps);
  }
}
