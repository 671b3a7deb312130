package dev.lethe.service.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Tokens of suites 3 and 4, which have the form of the values that they stand for and no room for
 * the id of their key. As with {@link VaultService}, each call stands for itself, and throws {@link
 * VaultSealedException} while the vault is sealed.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class FormService {
  private final FormWork work;

  FormService(FormWork work) {
    this.work = work;
  }

  /**
   * Makes tokens, in the order of the orders, each with its own outcome; stored ones are durable.
   */
  public List<FormMade> make(List<FormOrder> orders) {
    return work.make(orders);
  }

  /** Opens tokens, in their order, each with its own outcome. */
  public List<Opened> open(List<FormToken> tokens) {
    return work.open(tokens);
  }
}
