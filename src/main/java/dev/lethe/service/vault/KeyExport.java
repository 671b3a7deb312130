package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.hold.KeyStatement;
import dev.lethe.cryptovault.hold.RecipientKey;
import dev.lethe.cryptovault.proof.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A proposal to give keys to a recipient outside, and who confirmed it, if somebody did.
 *
 * @param seq counts up with each proposal
 * @param keys whole families
 * @param owners what the owner of each first key is called outside of the vault
 * @param hold the legal hold that asks for it, which alone may touch a pending erasure
 * @param expiresAt until when the recipient may use them; a promise, not a lock
 * @param confirmedBy never the person who proposed it
 */
public record KeyExport(
    ExportId id,
    long seq,
    List<KeyId> keys,
    Map<KeyId, String> owners,
    @Nullable String hold,
    String reason,
    RecipientKey recipient,
    Instant expiresAt,
    String proposedBy,
    Instant proposedAt,
    @Nullable String confirmedBy,
    @Nullable Instant confirmedAt) {
  public KeyExport {
    keys = List.copyOf(keys);
    owners = Map.copyOf(owners);
  }

  /**
   * What somebody asks for.
   *
   * @param owners the keys, and what their owners are called outside of the vault
   */
  public record Order(
      Map<KeyId, String> owners,
      @Nullable String hold,
      String reason,
      RecipientKey recipient,
      Instant expiresAt) {
    public Order {
      owners = Map.copyOf(owners);
    }
  }

  /** A confirmed export, as a later erasure has to tell of it. */
  public record HeldCopy(
      ExportId id, @Nullable String hold, Instant exportedAt, Instant expiresAt, int keys) {}

  /** What became of a proposal or a confirmation. */
  public sealed interface Outcome {
    /** It is proposed, or would be confirmed. */
    record Proposed(KeyExport export) implements Outcome {}

    /** The keys have left, wrapped; not yet signed. */
    record Wrapped(KeyExport export, Json.Obj file) implements Outcome {}

    /** What the vault says of the keys that have left; not yet signed. */
    record Stated(KeyExport export, KeyStatement statement) implements Outcome {}

    /** Nobody has confirmed it. */
    record Unconfirmed() implements Outcome {}

    /** There is no such proposal. */
    record Unknown() implements Outcome {}

    /** A second person has to do this. */
    record SamePerson() implements Outcome {}

    /** Somebody else has confirmed it already. */
    record Over() implements Outcome {}

    /** It expired before it was confirmed. */
    record Expired() implements Outcome {}

    /**
     * A key cannot leave: it was never made, is destroyed, or its erasure is pending and no hold is
     * named.
     */
    record Unfit(KeyId key, KeyState state) implements Outcome {}
  }
}
