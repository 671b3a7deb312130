package dev.lethe.bench.retailer;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RetailerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:30:00Z");
  private static final Retailer SHOP = Retailer.of(1, 2000);

  @Test
  void sameSeedAndSizeGiveTheSameRetailerAndEvents() {
    Retailer again = Retailer.of(1, 2000);

    assertThat(again.accounts()).isEqualTo(SHOP.accounts());
    assertThat(again.events(NOW).next(5000)).isEqualTo(SHOP.events(NOW).next(5000));
    assertThat(Retailer.of(2, 2000).accounts()).isNotEqualTo(SHOP.accounts());
  }

  @Test
  void everybodyHasAnAccountAndNoKeyIsUsedTwice() {
    assertThat(SHOP.accounts().stream().map(Account::person).distinct()).hasSize(2000);
    assertThat(SHOP.accounts().stream().map(a -> a.source() + a.key())).doesNotHaveDuplicates();
    assertThat(SHOP.accounts().stream().map(Account::source).distinct())
        .containsExactlyInAnyOrder("pos", "web", "app");
  }

  @Test
  void phonesAndAddressesAreSharedAndSomePeopleMoved() {
    Map<String, Set<Integer>> byPhone = owners("phone");

    assertThat(byPhone.values()).filteredOn(owners -> owners.size() > 1).hasSizeGreaterThan(100);
    assertThat(owners("email").values()).allMatch(owners -> owners.size() == 1);
    assertThat(SHOP.wellKnown()).hasSizeGreaterThan(200);
    assertThat(SHOP.accounts().stream().collect(groupingBy(Account::person)).values())
        .filteredOn(own ->
            own.stream()
                    .map(a -> a.attributes().get("address"))
                    .filter(List.class::isInstance)
                    .distinct()
                    .count()
                > 1)
        .hasSizeGreaterThan(100);
  }

  @Test
  void eventsAreOfKnownAccountsOrOfNobody() {
    Set<String> keys = new HashSet<>();
    SHOP.accounts().forEach(account -> keys.add(account.key()));
    List<Map<String, Object>> events = SHOP.events(NOW).next(10_000);

    assertThat(events).hasSize(10_000);
    assertThat(events.stream().map(event -> event.get("event_id"))).doesNotHaveDuplicates();
    assertThat(events)
        .allSatisfy(event -> {
          assertThat(event.containsKey("customer_id"))
              .isNotEqualTo(event.containsKey("anonymous_id"));
          assertThat(Instant.parse((String) event.get("timestamp")))
              .isBetween(NOW.minusSeconds(31 * 86_400L), NOW);
        });
    assertThat(
            events.stream().map(event -> event.get("customer_id")).filter(String.class::isInstance))
        .isSubsetOf(keys);
    assertThat(events.stream().filter(event -> event.containsKey("anonymous_id")).count())
        .isBetween(1000L, 2000L);
  }

  private static Map<String, Set<Integer>> owners(String attribute) {
    Map<String, Set<Integer>> owners = new HashMap<>();
    for (Account account : SHOP.accounts()) {
      for (String value : account.values(attribute)) {
        owners.computeIfAbsent(value, v -> new HashSet<>()).add(account.person());
      }
    }
    return owners;
  }
}
