package dev.lethe.service.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A change of the token policy that one person proposed and another one confirms.
 *
 * @param seq counts up with each proposal
 * @param basedOn the version that it was written from, and which must still be the newest then
 * @param document checked when it was proposed
 */
record PolicyProposal(
    UUID id,
    long seq,
    long basedOn,
    PolicyDocument document,
    String reason,
    String proposedBy,
    Instant proposedAt,
    @Nullable String confirmedBy,
    @Nullable Instant confirmedAt) {
  /** What nobody confirmed for so long has to be proposed anew. */
  static final Duration LONGEST_WAIT = Duration.ofDays(7);

  /** How a proposal stands at a moment. */
  enum State {
    PROPOSED,
    CONFIRMED,
    /** Another version came first. */
    STALE,
    /** Nobody confirmed it in time. */
    LAPSED
  }

  State state(long newest, Instant now) {
    if (confirmedBy != null) {
      return State.CONFIRMED;
    }
    if (basedOn != newest) {
      return State.STALE;
    }
    return now.isBefore(proposedAt.plus(LONGEST_WAIT)) ? State.PROPOSED : State.LAPSED;
  }

  String name() {
    return Ids.PROPOSAL.text(id);
  }

  /** A proposal without its content. */
  @Schema(name = "TokenPolicyProposalItem")
  record Item(
      String id,
      @Schema(description = "proposed, confirmed, stale (another version came first), or lapsed")
          String state,
      long basedOn,
      @Schema(description = "The version that it became.") @Nullable Long version,
      String reason,
      String proposedBy,
      Instant proposedAt,
      @Nullable String confirmedBy,
      @Nullable Instant confirmedAt) {
    static Item of(PolicyProposal proposal, long newest, Instant now) {
      return new Item(
          proposal.name(),
          word(proposal.state(newest, now)),
          proposal.basedOn(),
          becomes(proposal),
          proposal.reason(),
          proposal.proposedBy(),
          proposal.proposedAt(),
          proposal.confirmedBy(),
          proposal.confirmedAt());
    }
  }

  /** A proposal with its content. */
  @Schema(name = "TokenPolicyProposal")
  record View(
      String id,
      @Schema(description = "proposed, confirmed, stale (another version came first), or lapsed")
          String state,
      long basedOn,
      @Schema(description = "The version that it became.") @Nullable Long version,
      String reason,
      String proposedBy,
      Instant proposedAt,
      @Nullable String confirmedBy,
      @Nullable Instant confirmedAt,
      PolicyDocument policy) {
    static View of(PolicyProposal proposal, long newest, Instant now) {
      return new View(
          proposal.name(),
          word(proposal.state(newest, now)),
          proposal.basedOn(),
          becomes(proposal),
          proposal.reason(),
          proposal.proposedBy(),
          proposal.proposedAt(),
          proposal.confirmedBy(),
          proposal.confirmedAt(),
          proposal.document());
    }
  }

  static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Long becomes(PolicyProposal proposal) {
    return proposal.confirmedBy() == null ? null : proposal.basedOn() + 1;
  }
}
