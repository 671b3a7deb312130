package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.VaultException;
import java.util.List;

/** Keys were shredded while somebody was about to store something under them. */
final class KeysShreddedException extends VaultException {
  private final transient List<KeyId> keys;

  KeysShreddedException(List<KeyId> keys) {
    super(keys.size() + " keys were shredded meanwhile");
    this.keys = List.copyOf(keys);
  }

  List<KeyId> keys() {
    return keys;
  }
}
