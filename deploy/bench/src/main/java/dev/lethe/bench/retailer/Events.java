package dev.lethe.bench.retailer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What people do: sessions of a few events each, in the shop, in the app, in the store, some of
 * nobody known.
 */
public final class Events {
  private static final int DAYS = 30;
  private static final List<String> TYPES =
      List.of("view", "view", "view", "search", "add_to_cart", "purchase");
  private static final List<String> CATEGORIES =
      List.of("garden", "kitchen", "toys", "books", "shoes", "sports", "beauty", "food");

  private final List<Account> accounts;
  private final SplittableRandom random;
  private final Instant until;
  private long number;

  Events(List<Account> accounts, SplittableRandom random, Instant until) {
    this.accounts = accounts;
    this.random = random;
    this.until = until.truncatedTo(ChronoUnit.HOURS);
  }

  /** The next events, about this many; sessions are whole. */
  public List<Map<String, Object>> next(int count) {
    List<Map<String, Object>> events = new ArrayList<>();
    while (events.size() < count) {
      session(events, count - events.size());
    }
    return events;
  }

  private void session(List<Map<String, Object>> events, int most) {
    boolean known = random.nextInt(100) < 85;
    Account account = accounts.get(random.nextInt(accounts.size()));
    String channel = known ? channel(account) : "web";
    String anonymous = "anon-" + Long.toHexString(random.nextLong());
    String session = "s-" + Long.toHexString(random.nextLong());
    String device = channel.equals("store") ? "till" : random.nextBoolean() ? "phone" : "desktop";
    Instant at = until.minusSeconds(1L + random.nextLong(DAYS * 86_400L));
    int length = Math.min(1 + random.nextInt(8), most);
    for (int i = 0; i < length; i++) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event_id", String.format("e-%010d-%08x", number++, random.nextInt()));
      event.put(
          "event_type",
          channel.equals("store") ? "purchase" : TYPES.get(random.nextInt(TYPES.size())));
      event.put("timestamp", at.plusSeconds(i * 20L).toString());
      event.put("session_id", session);
      event.put(known ? "customer_id" : "anonymous_id", known ? account.key() : anonymous);
      event.put("channel", channel);
      event.put("device_type", device);
      event.put("properties", properties());
      events.add(event);
    }
  }

  private Map<String, Object> properties() {
    int item = random.nextInt(4000);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("sku", String.format("SKU-%05d", item));
    properties.put("category", CATEGORIES.get(item % CATEGORIES.size()));
    properties.put("price", (99 + random.nextInt(20_000)) / 100.0);
    properties.put("quantity", 1 + random.nextInt(3));
    return properties;
  }

  private static String channel(Account account) {
    return switch (account.source()) {
      case "pos" -> "store";
      case "app" -> "app";
      default -> "web";
    };
  }
}
