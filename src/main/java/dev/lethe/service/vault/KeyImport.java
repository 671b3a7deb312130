package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.hold.RecipientKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of another vault on their way into this one: first a key pair that they are to be wrapped
 * for, then a proposal of what is imported, then, confirmed by a second person, the keys.
 *
 * @param seq counts up with each import
 * @param pair the data key that the private key is derived from
 * @param expiresAt when the private key is destroyed, if nothing was imported by then
 * @param file the signed file, from the proposal to the end
 * @param keys the keys of the file
 * @param families the first key of the family that the key at the same place is to hang on
 * @param imported how many of the keys are new here
 * @param present how many were here already, with the same bytes
 * @param endedAt when the private key was destroyed
 */
public record KeyImport(
    ImportId id,
    long seq,
    String reason,
    KeyId pair,
    RecipientKey recipient,
    Instant expiresAt,
    String openedBy,
    Instant openedAt,
    @Nullable String file,
    List<KeyId> keys,
    List<KeyId> families,
    @Nullable String proposedBy,
    @Nullable Instant proposedAt,
    @Nullable String confirmedBy,
    @Nullable Instant confirmedAt,
    int imported,
    int present,
    @Nullable Instant endedAt) {
  /** Keeps copies of the lists. */
  public KeyImport {
    keys = List.copyOf(keys);
    families = List.copyOf(families);
  }

  /** Whether a second person has confirmed it. */
  public boolean isConfirmed() {
    return confirmedBy != null;
  }

  /** Why keys cannot be imported. */
  public enum Refusal {
    /** The file is not readable, was changed, or was not wrapped for this import. */
    FILE,
    /** No trusted vault has signed it. */
    SIGNER,
    /** Its keys belong to tokens of another tenant. */
    TENANT,
    /** The recipient may not use it any more. */
    EXPIRED,
    /** A family of the file is mapped to no profile, or one that is not there to a profile. */
    MAPPING,
    /** A key has a tombstone here. */
    DESTROYED,
    /** The profile that a key is to hang on is erased, or its erasure is pending. */
    PROFILE,
    /** A key is here already, with other bytes. */
    OTHER_BYTES,
    /** A key is here already and hangs on another profile. */
    OTHER_PROFILE,
    /** What is said about the keys' states is not signed, too old, or of another export. */
    STATEMENT,
    /** The vault that the keys come from does not say that each of them lives. */
    NOT_LIVE
  }

  /** What became of a proposal or a confirmation. */
  public sealed interface Outcome {
    /** It is done, or would be. */
    record Done(KeyImport now) implements Outcome {}

    /** There is no such import. */
    record Unknown() implements Outcome {}

    /** A second person has to do this. */
    record SamePerson() implements Outcome {}

    /** It has gone further already, by somebody else's doing, or has ended. */
    record Over() implements Outcome {}

    /** Nobody has proposed anything yet. */
    record Empty() implements Outcome {}

    /** Nothing is imported. */
    record Refused(Refusal why, @Nullable KeyId key) implements Outcome {}
  }
}
