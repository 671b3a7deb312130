package dev.lethe.service.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer as it is shown: every value masked.
 *
 * @param id the living id
 * @param requestedId the id that was asked for, which may be an alias
 * @param state live, or past when a moment was asked for
 * @param asOf set when a moment was asked for
 */
public record CustomerView(
    String id,
    String requestedId,
    String state,
    List<ProfileView> profiles,
    List<LinkView> links,
    @Nullable WeakestLink weakestLink,
    double threshold,
    String model,
    Instant changedAt,
    @Nullable AsOf asOf) {

  /**
   * What a view of the past cannot show.
   *
   * @param instant the moment that is shown
   * @param erasedSince profiles that the customer held then and that are erased by now
   * @param note the same in words
   */
  public record AsOf(Instant instant, int erasedSince, String note) {}

  /** A profile with masked values. */
  public record ProfileView(
      String id,
      String source,
      String label,
      @Nullable String customer,
      List<MaskedAttribute> attributes,
      Instant createdAt,
      Instant updatedAt) {}

  /** One masked value. */
  public record MaskedAttribute(String kind, String masked) {}

  /** Evidence that two profiles are one person. */
  public record LinkView(
      String a,
      String b,
      double weight,
      double probability,
      boolean aboveThreshold,
      String model) {}

  /** The link on which the customer hangs. */
  public record WeakestLink(String a, String b, double weight) {}
}
