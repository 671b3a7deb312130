package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.lease.KeyBatch;
import dev.lethe.cryptovault.lease.LeasedKeys;
import dev.lethe.cryptovault.page.KeyPages;
import dev.lethe.cryptovault.token.KeyDerivation;
import dev.lethe.service.vault.KeyReader.Found;
import dev.lethe.service.vault.VaultChange.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens keys from their pages and says of the others why not, all keys of a batch in one query. */
@ApplicationScoped
class KeyOpener implements LeasedKeys.Source {
  private final VaultDoor door;
  private final VaultDatabase database;
  private final PageMisses misses;

  KeyOpener(VaultDoor door, VaultDatabase database, PageMisses misses) {
    this.door = door;
    this.database = database;
    this.misses = misses;
  }

  /** A key of the batch and where it lies. */
  private record Place(int key, long slot) {}

  @Override
  public void open(KeyBatch batch) {
    var pages = door.require().pages();
    var found = database.with(sql -> KeyReader.read(sql, missing(batch), pages.levels()));
    var places = new ArrayList<Place>();
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isMissing(i)) {
        var row = found.keys().get(batch.id(i));
        batch.refuse(i, stateOf(row));
        if (row != null && row.state().equals(KeyRow.ACTIVE)) {
          places.add(new Place(i, row.slot()));
        }
      }
    }
    places.sort(Comparator.comparingLong(Place::slot));
    var slots = places.stream().mapToLong(Place::slot).toArray();
    misses.add(slots);
    open(batch, pages, found, places, slots);
  }

  private static List<KeyId> missing(KeyBatch batch) {
    var missing = new ArrayList<KeyId>();
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isMissing(i)) {
        missing.add(batch.id(i));
      }
    }
    return missing;
  }

  private static KeyBatch.State stateOf(@Nullable KeyRow row) {
    if (row == null) {
      return KeyBatch.State.UNKNOWN;
    }
    return row.state().equals(KeyRow.FROZEN) ? KeyBatch.State.FROZEN : KeyBatch.State.DESTROYED;
  }

  private static void open(
      KeyBatch batch, KeyPages pages, Found found, List<Place> places, long[] slots) {
    var derivation = new KeyDerivation();
    pages.open(
        found.pages(),
        slots,
        (i, page, from) -> {
          int key = places.get(i).key();
          try (var secret =
              SecretBytes.takeCopyOf(page, from, from + KeyDerivation.DATA_KEY_BYTES)) {
            derivation.derive(secret, batch.subKeys(key));
          }
          batch.opened(key);
        });
    derivation.forget();
  }
}
