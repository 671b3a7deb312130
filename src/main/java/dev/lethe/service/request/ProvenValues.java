package dev.lethe.service.request;

import dev.lethe.service.identity.SubjectIdentifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * The values of a request that its verification proved: those of the kinds that were confirmed, or
 * all of them when the person signed in to the account that holds them.
 */
@ApplicationScoped
class ProvenValues {
  private static final Set<String> NAME = Set.of("name", "full_name", "given_name", "family_name");
  private static final Set<String> ADDRESS =
      Set.of("address", "street", "house_number", "postcode", "city");

  private final Intake intake;

  ProvenValues(Intake intake) {
    this.intake = intake;
  }

  /** Must run outside of a transaction. */
  List<SubjectIdentifier> of(StoredRequest request) {
    StoredRequest.Verification verification = request.verification();
    if (verification == null) {
      return List.of();
    }
    Set<String> confirmed = VerificationRules.confirmed(verification.evidence());
    boolean all = VerificationRules.signedIn(confirmed);
    return intake.identifiers(request).stream()
        .filter(identifier -> all || proves(confirmed, identifier.kind()))
        .map(identifier -> new SubjectIdentifier(identifier.kind(), identifier.value()))
        .toList();
  }

  private static boolean proves(Set<String> confirmed, String kind) {
    return confirmed.contains(kind)
        || (NAME.contains(kind) && confirmed.stream().anyMatch(NAME::contains))
        || (ADDRESS.contains(kind) && confirmed.stream().anyMatch(ADDRESS::contains));
  }
}
