package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.service.vault.SuppressionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recognises erased people's late data by any suppressed identifier or source key. */
@ApplicationScoped
class SuppressedPeople {
  private final SuppressionService suppression;

  SuppressedPeople(SuppressionService suppression) {
    this.suppression = suppression;
  }

  /** A value to ask about, and the item that holds it. */
  private record Asked(int item, String value) {}

  /** Which of the items belong to someone erased. */
  BitSet among(List<IncomingProfile> items, List<Attributes> comparable) {
    Map<String, List<Asked>> byDomain = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      var item = items.get(i);
      ask(byDomain, SuppressionService.sourceKeys(item.source()), i, List.of(item.sourceKey()));
      ask(byDomain, "email", i, comparable.get(i).emails());
      ask(byDomain, "phone", i, comparable.get(i).phones());
      ask(byDomain, "loyalty_id", i, comparable.get(i).loyaltyIds());
      ask(byDomain, "device_id", i, comparable.get(i).deviceIds());
      ask(byDomain, "cookie_id", i, comparable.get(i).cookieIds());
      ask(byDomain, "national_id", i, comparable.get(i).nationalIds());
    }
    var stopped = new BitSet(items.size());
    var values = new LinkedHashMap<String, List<String>>();
    byDomain.forEach(
        (domain, asked) -> values.put(domain, asked.stream().map(Asked::value).toList()));
    suppression
        .suppressed(values)
        .forEach(
            (domain, answers) -> mark(stopped, byDomain.getOrDefault(domain, List.of()), answers));
    return stopped;
  }

  private static void mark(BitSet stopped, List<Asked> asked, List<Boolean> answers) {
    for (int n = 0; n < asked.size(); n++) {
      if (answers.get(n)) {
        stopped.set(asked.get(n).item());
      }
    }
  }

  private static void ask(
      Map<String, List<Asked>> byDomain, String domain, int item, List<String> values) {
    var asked = byDomain.computeIfAbsent(domain, d -> new ArrayList<>());
    values.forEach(value -> asked.add(new Asked(item, value)));
  }
}
