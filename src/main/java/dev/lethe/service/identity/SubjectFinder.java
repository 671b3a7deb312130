package dev.lethe.service.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.block.BlockingKey;
import dev.lethe.identitygraph.block.BlockingKeys;
import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.score.Bits;
import dev.lethe.identitygraph.score.Feature;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds customers by identifiers that they hold exactly, weighed like a profile that says no more.
 */
@ApplicationScoped
class SubjectFinder {
  private static final int MOST_HOLDERS = 200;
  private static final Set<BlockingRule> EXACT =
      EnumSet.of(
          BlockingRule.EMAIL,
          BlockingRule.PHONE,
          BlockingRule.LOYALTY_ID,
          BlockingRule.DEVICE_ID,
          BlockingRule.COOKIE_ID,
          BlockingRule.NATIONAL_ID,
          BlockingRule.NAME_BIRTH_DATE,
          BlockingRule.NAME,
          BlockingRule.STREET);

  private final ProfileStore profiles;
  private final ProfileSeal seal;
  private final Fingerprints fingerprints;
  private final ProfileIntake intake;

  SubjectFinder(
      ProfileStore profiles, ProfileSeal seal, Fingerprints fingerprints, ProfileIntake intake) {
    this.profiles = profiles;
    this.seal = seal;
    this.fingerprints = fingerprints;
    this.intake = intake;
  }

  /** A customer and the bits that speak for it. */
  record Found(CustomerId id, double weight) {
    double strength() {
      return Bits.probability(weight);
    }
  }

  /** The customers that hold any of the identifiers, strongest first. */
  List<Found> find(List<SubjectIdentifier> identifiers) {
    var asked = normalised(identifiers);
    var keys = exactKeys(asked);
    if (keys.isEmpty()) {
      return List.of();
    }
    var holders = profiles.load(profiles.holders(fingerprints.blocks(keys), MOST_HOLDERS));
    var opened =
        seal.openComparable(
            holders.stream().map(StoredProfile::key).toList(),
            holders.stream().map(StoredProfile::comparable).toList());
    Map<Feature, ByteBuffer> features = new HashMap<>();
    for (int i = 0; i < holders.size(); i++) {
      if (opened.get(i).isPresent()) {
        features.putAll(FeatureList.read(holders.get(i).features()).of(opened.get(i).get()));
      }
    }
    var scorer = profiles.scorer(features);
    var query = scorer.prepare(asked);
    var best = new HashMap<CustomerId, Double>();
    for (int i = 0; i < holders.size(); i++) {
      var customer = holders.get(i).customer();
      if (customer != null && opened.get(i).isPresent()) {
        best.merge(customer, scorer.weight(query, scorer.prepare(opened.get(i).get())), Math::max);
      }
    }
    return best.entrySet().stream()
        .map(entry -> new Found(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingDouble((Found f) -> -f.weight()).thenComparing(Found::id))
        .toList();
  }

  /** The identifiers in the form in which they are compared and suppressed. */
  Attributes normalised(List<SubjectIdentifier> identifiers) {
    var node = JsonNodeFactory.instance.objectNode();
    var address = JsonNodeFactory.instance.objectNode();
    for (var identifier : identifiers) {
      put(node, address, identifier);
    }
    if (!address.isEmpty()) {
      node.set("address", address);
    }
    return intake.normaliser().normalise(ItemReader.attributes(node), null).attributes();
  }

  private static void put(ObjectNode node, ObjectNode address, SubjectIdentifier identifier) {
    switch (identifier.kind()) {
      case "email", "phone", "loyalty_id", "device_id", "cookie_id", "national_id" ->
          node.withArray(identifier.kind()).add(identifier.value());
      case "given_name", "family_name", "full_name", "birth_date", "birth_place" ->
          node.put(identifier.kind(), identifier.value());
      case "name" -> node.put("full_name", identifier.value());
      case "street", "house_number", "postcode", "city" ->
          address.put(identifier.kind(), identifier.value());
      case "address" -> address.put("street", identifier.value());
      default ->
          throw ProblemException.invalidField("kind", "There is no identifier of this kind.");
    }
  }

  private static List<BlockingKey> exactKeys(Attributes asked) {
    return BlockingKeys.of(asked).stream()
        .filter(key -> EXACT.contains(key.rule()))
        // A name alone points at nobody; with a birth date it has a key of its own.
        .filter(key -> key.rule() != BlockingRule.NAME || asked.birthDate() == null)
        .toList();
  }
}
