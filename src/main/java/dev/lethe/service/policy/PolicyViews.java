package dev.lethe.service.policy;

import dev.lethe.service.policy.PolicyStore.PolicyVersion;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is told of the versions of the token policy. */
final class PolicyViews {
  private PolicyViews() {}

  /** A version without its content. */
  @Schema(name = "TokenPolicyItem")
  record PolicyItem(
      @Schema(description = "0 is the policy that ships with Lethe.") long version,
      @Nullable String madeBy,
      @Nullable Instant madeAt,
      @Nullable String reason) {
    static PolicyItem of(PolicyVersion version) {
      return new PolicyItem(
          version.version(), version.madeBy(), version.madeAt(), version.reason());
    }
  }

  /** A version with its content. */
  @Schema(name = "TokenPolicyVersion")
  record PolicyView(
      long version,
      @Nullable String madeBy,
      @Nullable Instant madeAt,
      @Nullable String reason,
      PolicyDocument policy) {
    static PolicyView of(PolicyVersion version) {
      return new PolicyView(
          version.version(),
          version.madeBy(),
          version.madeAt(),
          version.reason(),
          version.document());
    }
  }
}
