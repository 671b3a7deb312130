package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.page.KeyPages;
import dev.lethe.cryptovault.token.KeyDerivation;
import dev.lethe.service.vault.VaultChange.KeyRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;

/** The data keys themselves, for the few who give them away or compare them. */
final class KeyMaterial {
  private KeyMaterial() {}

  /**
   * Those of these keys that are not destroyed, in the order of their slots. The caller wipes them.
   */
  static LinkedHashMap<KeyId, SecretBytes> read(
      KeyPages pages, VaultChange change, Collection<KeyRow> rows) {
    var sorted = rows.stream().sorted(Comparator.comparingLong(KeyRow::slot)).toList();
    var slots = sorted.stream().mapToLong(KeyRow::slot).toArray();
    var keys = new LinkedHashMap<KeyId, SecretBytes>();
    pages.open(
        change.read(pages.pathsOf(slots)),
        slots,
        (i, page, from) ->
            keys.put(
                sorted.get(i).key(),
                SecretBytes.takeCopyOf(page, from, from + KeyDerivation.DATA_KEY_BYTES)));
    return keys;
  }
}
