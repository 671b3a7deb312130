package dev.lethe.service.vault;

import dev.lethe.cryptovault.token.Alphabet;
import dev.lethe.cryptovault.token.ColumnToken;
import dev.lethe.cryptovault.token.OpenedKey;
import dev.lethe.cryptovault.token.SmallDomainException;
import dev.lethe.cryptovault.token.StoredTokenCipher.Wanted;
import dev.lethe.cryptovault.token.TokenShape;
import dev.lethe.cryptovault.token.UnfitValueException;
import dev.lethe.service.vault.FormWork.FormCiphers;
import dev.lethe.service.vault.KeyCache.Usable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A batch of values that become tokens of suites 3 and 4, each with its own outcome. */
final class FormMaking {
  private final List<FormOrder> orders;
  private final FormCiphers ciphers;
  private final FormMade[] made;
  private final List<Wanted> wanted = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  FormMaking(List<FormOrder> orders, FormCiphers ciphers) {
    this.orders = orders;
    this.ciphers = ciphers;
    this.made = new FormMade[orders.size()];
  }

  /** Takes an order whose key is there or refused. */
  void take(int index, Usable usable) {
    switch (usable) {
      case Usable.Open(OpenedKey key) -> take(index, key, orders.get(index));
      case Usable.Frozen _ -> made[index] = new FormMade.Frozen();
      case Usable.Destroyed _ -> made[index] = new FormMade.Destroyed();
      case Usable.Unknown _ -> made[index] = new FormMade.Unknown();
    }
  }

  private void take(int index, OpenedKey key, FormOrder order) {
    try {
      switch (order.form()) {
        case Form.Alike(Alphabet alphabet) -> {
          var token = ciphers.alike().seal(key, alphabet, order.fieldClass(), order.value());
          made[index] = new FormMade.Token(token.text());
        }
        case Form.Stored(TokenShape shape) -> {
          shape.check(order.value());
          wanted.add(new Wanted(key, shape, order.fieldClass(), order.value()));
          places.add(index);
        }
      }
    } catch (SmallDomainException e) {
      made[index] = new FormMade.SmallDomain(String.valueOf(e.getMessage()));
    } catch (UnfitValueException e) {
      made[index] = new FormMade.Unfit(String.valueOf(e.getMessage()));
    }
  }

  /** What became of all of them, once the stored ones are stored. */
  List<FormMade> made() {
    var tokens = wanted.isEmpty() ? List.<Optional<ColumnToken>>of() : seal();
    for (int i = 0; i < tokens.size(); i++) {
      made[places.get(i)] =
          tokens
              .get(i)
              .<FormMade>map(token -> new FormMade.Token(token.text()))
              .orElseGet(FormMade.UsedUp::new);
    }
    return Arrays.asList(made);
  }

  private List<Optional<ColumnToken>> seal() {
    return ciphers.stored().sealEach(wanted);
  }
}
