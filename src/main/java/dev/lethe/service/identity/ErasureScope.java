package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure takes of a customer.
 *
 * @param erase profiles that what was proven ties to the requester, or a person did
 * @param held profiles that stay, each with the reason
 */
public record ErasureScope(List<IdentityService.ProfileRef> erase, List<Held> held) {

  /**
   * A profile that stays.
   *
   * @param treatment ask: a person has to decide; leave: it is somebody else's
   * @param bits that tie it to what was proven; null when nothing does
   * @param review the open case of a profile that is asked about
   */
  public record Held(
      ProfileId profile,
      String source,
      String treatment,
      @Nullable Double bits,
      String reason,
      @Nullable String review) {}

  public ErasureScope {
    erase = List.copyOf(erase);
    held = List.copyOf(held);
  }
}
