package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.Form;
import dev.lethe.service.vault.FormMade;
import dev.lethe.service.vault.FormOrder;
import dev.lethe.service.vault.FormService;
import dev.lethe.service.web.Problem;
import java.util.ArrayList;
import java.util.List;

/** Those values of a call that become tokens of suites 3 and 4. */
final class FormedValues {
  private final List<FormOrder> orders = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  /** Adds the value that stands in the call at this place. */
  void add(int place, Form form, KeyId key, String field, Texts values) {
    add(place, form, key, field, values.text(place));
  }

  /** Adds a value whose token is to stand in the answer at this place. */
  void add(int place, Form form, KeyId key, String field, String value) {
    orders.add(new FormOrder(form, key, field, value));
    places.add(place);
  }

  void make(FormService forms, Outcomes outcomes) {
    if (orders.isEmpty()) {
      return;
    }
    var made = forms.make(orders);
    for (int i = 0; i < made.size(); i++) {
      int place = places.get(i);
      if (made.get(i) instanceof FormMade.Token(String text)) {
        outcomes.formed(place, new Outcomes.Formed(text, orders.get(i).key()));
      } else {
        outcomes.fail(place, problem(made.get(i)));
      }
    }
  }

  private static Problem problem(FormMade made) {
    return switch (made) {
      case FormMade.Unfit(String why) -> Problems.unfit(why);
      case FormMade.SmallDomain(String why) -> Problems.smallDomain(why);
      case FormMade.UsedUp _ -> Problems.TOKENS_USED_UP;
      case FormMade.Destroyed _ -> Problems.DESTROYED;
      case FormMade.Frozen _ -> Problems.FROZEN;
      case FormMade.Unknown _, FormMade.Token _ -> Problems.INVALID_TOKEN;
    };
  }

  @Override
  public String toString() {
    return "FormedValues[" + orders.size() + "]";
  }
}
