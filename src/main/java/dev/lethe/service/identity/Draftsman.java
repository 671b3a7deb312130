package dev.lethe.service.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.normalise.Normaliser;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes what arrived fit to be written: sealed under its key, and findable without it. */
@ApplicationScoped
class Draftsman {
  private static final ObjectMapper CONTENT =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final ProfileSeal seal;
  private final Fingerprints fingerprints;
  private final KeyStock keyStock;
  private final SecureRandom random;

  Draftsman(ProfileSeal seal, Fingerprints fingerprints, KeyStock keyStock, SecureRandom random) {
    this.seal = seal;
    this.fingerprints = fingerprints;
    this.keyStock = keyStock;
    this.random = random;
  }

  /** Fingerprints of items, in their order: of their names at the sources and of what they say. */
  record Prints(List<byte[]> sourceKeys, List<byte[]> contents) {}

  Prints prints(List<IncomingProfile> items) {
    return new Prints(
        fingerprints.sourceKeys(items.stream().map(ProfileIntake::key).toList()),
        fingerprints.contents(items.stream().map(Draftsman::content).toList()));
  }

  /**
   * Drafts of those items that are new or changed, by position.
   *
   * @param changed their positions
   * @param attributes of every item, as they are compared
   * @param known profiles that are there already, by position; the others get a fresh id and key
   */
  Map<Integer, Draft> draw(
      List<Integer> changed,
      List<IncomingProfile> items,
      List<Attributes> attributes,
      Prints prints,
      Map<Integer, ProfileStore.Known> known) {
    if (changed.isEmpty()) {
      return Map.of();
    }
    var comparable = changed.stream().map(attributes::get).toList();
    var fresh = (int) changed.stream().filter(n -> !known.containsKey(n)).count();
    var freshKeys = keyStock.take(fresh).iterator();
    var keys = new ArrayList<KeyId>();
    for (var n : changed) {
      var before = known.get(n);
      keys.add(before == null ? freshKeys.next() : before.key());
    }
    var sent = changed.stream().map(n -> sent(items.get(n))).toList();
    var forms = seal.seal(keys, sent, comparable);
    var derived = fingerprints.derive(comparable);
    var drafts = new LinkedHashMap<Integer, Draft>();
    for (int c = 0; c < changed.size(); c++) {
      int n = changed.get(c);
      var before = known.get(n);
      drafts.put(
          n,
          new Draft(
              before == null ? ProfileId.next(random) : before.id(),
              items.get(n).source(),
              prints.sourceKeys().get(n),
              keys.get(c),
              forms.get(c),
              prints.contents().get(n),
              comparable.get(c),
              derived.get(c)));
    }
    return drafts;
  }

  private static ProfileSeal.Sent sent(IncomingProfile item) {
    return new ProfileSeal.Sent(item.sourceKey(), item.attributes());
  }

  private static String content(IncomingProfile item) {
    try {
      return item.country()
          + '\n'
          + Normaliser.VERSION
          + '\n'
          + CONTENT.writeValueAsString(CONTENT.treeToValue(item.attributes(), Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a profile cannot be written");
    }
  }
}
