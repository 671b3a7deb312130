package dev.lethe.bench.story;

import dev.lethe.bench.retailer.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A person of the demo who makes a request: what they say of themselves, and every text that names
 * them.
 */
final class Subject {
  private final List<Account> accounts;

  Subject(List<Account> accounts) {
    this.accounts = List.copyOf(accounts);
  }

  /**
   * What the person says: email and loyalty card. A phone would do less, since families share one.
   */
  List<Map<String, String>> identifiers() {
    Map<String, String> byKind = new LinkedHashMap<>();
    for (String kind : List.of("email", "loyalty_id")) {
      accounts.stream()
          .flatMap(account -> account.values(kind).stream())
          .findFirst()
          .ifPresent(value -> byKind.put(kind, value));
    }
    List<Map<String, String>> identifiers = new ArrayList<>();
    byKind.forEach((kind, value) -> identifiers.add(Map.of("kind", kind, "value", value)));
    return identifiers;
  }

  List<Account> accounts() {
    return accounts;
  }

  String email() {
    return accounts.stream()
        .flatMap(account -> account.values("email").stream())
        .findFirst()
        .orElseThrow();
  }

  /**
   * Every text that would give the person away: keys, cards, devices, mails and phones in each way
   * of writing.
   */
  Set<String> texts() {
    Set<String> texts = new TreeSet<>();
    for (Account account : accounts) {
      texts.add(account.key());
      for (String kind : List.of("email", "loyalty_id", "device_id")) {
        texts.addAll(account.values(kind));
      }
      for (String phone : account.values("phone")) {
        texts.add(phone);
        texts.add(phone.replaceAll("[^0-9]", ""));
      }
    }
    return texts;
  }

  /** A late event of this person, as a pipeline might replay it. */
  Map<String, Object> lateEvent(String at) {
    Account web = accounts.stream().filter(a -> a.source().equals("web")).findFirst().orElseThrow();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_id", "late-" + web.key());
    event.put("event_type", "view");
    event.put("timestamp", at);
    event.put("session_id", "late-session");
    event.put("customer_id", web.key());
    event.put("channel", "web");
    event.put("device_type", "desktop");
    event.put(
        "properties", Map.of("sku", "SKU-00001", "category", "books", "price", 1.0, "quantity", 1));
    return event;
  }
}
