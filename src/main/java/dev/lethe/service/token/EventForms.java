package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.FormMade;
import dev.lethe.service.vault.FormOrder;
import dev.lethe.service.vault.FormService;
import dev.lethe.service.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Those values of a batch of events that become tokens of suites 3 and 4. Each holds its place
 * among the tokens of the other suites, by which it is found.
 */
final class EventForms {
  private final List<FormOrder> orders = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final Map<Integer, FormMade> made = new HashMap<>();
  private final Map<Integer, KeyId> keys = new HashMap<>();

  void add(int place, FormOrder order) {
    orders.add(order);
    places.add(place);
  }

  /** Makes the tokens; the values are dropped. */
  void make(FormService forms) {
    if (orders.isEmpty()) {
      return;
    }
    var all = forms.make(orders);
    for (int i = 0; i < all.size(); i++) {
      made.put(places.get(i), all.get(i));
      keys.put(places.get(i), orders.get(i).key());
    }
    orders.clear();
  }

  /** The token at this place; null where there is one of another suite, or none. */
  @Nullable String token(int place) {
    return made.get(place) instanceof FormMade.Token(String text) ? text : null;
  }

  /** The key under which the tokens at these places were made; null where there are none. */
  @Nullable KeyId key(int first, int values) {
    for (int n = 0; n < values && !keys.isEmpty(); n++) {
      var key = keys.get(first + n);
      if (key != null) {
        return key;
      }
    }
    return null;
  }

  /** Whether one of these values was refused because of its key. */
  boolean isRefused(int first, int values) {
    for (int n = 0; n < values && !made.isEmpty(); n++) {
      switch (made.get(first + n)) {
        case FormMade.Destroyed _, FormMade.Frozen _, FormMade.Unknown _ -> {
          return true;
        }
        case null, default -> {}
      }
    }
    return false;
  }

  /** Why one of these values cannot have a token. */
  @Nullable Problem problem(int first, int values) {
    for (int n = 0; n < values && !made.isEmpty(); n++) {
      var problem = problem(made.get(first + n));
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable Problem problem(@Nullable FormMade made) {
    return switch (made) {
      case FormMade.Unfit(String why) -> Problems.unfit(why);
      case FormMade.SmallDomain(String why) -> Problems.smallDomain(why);
      case FormMade.UsedUp _ -> Problems.TOKENS_USED_UP;
      case null, default -> null;
    };
  }
}
