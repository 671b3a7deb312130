package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proposal that frozen keys may be used again, and who confirmed it, if somebody did.
 *
 * @param seq counts up with each proposal
 * @param confirmedBy never the person who proposed it
 */
public record Thaw(
    ThawId id,
    long seq,
    List<KeyId> keys,
    String reason,
    String proposedBy,
    Instant proposedAt,
    @Nullable String confirmedBy,
    @Nullable Instant confirmedAt) {
  public Thaw {
    keys = List.copyOf(keys);
  }

  /** What became of a proposal or a confirmation. */
  public sealed interface Outcome {
    /** It was done, or had been done by the same person before. */
    record Done(Thaw thaw) implements Outcome {}

    /** There is no such proposal. */
    record Unknown() implements Outcome {}

    /** A second person has to do this. */
    record SamePerson() implements Outcome {}

    /** Somebody else has confirmed it already. */
    record Over() implements Outcome {}

    /** A key cannot be thawed: it was never made, is destroyed, or is not frozen at all. */
    record Unfit(KeyId key, KeyState state) implements Outcome {}
  }
}
