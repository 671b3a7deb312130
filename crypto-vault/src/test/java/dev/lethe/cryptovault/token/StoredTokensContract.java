package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.StoredToken.Place;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link StoredTokens} keeps to. */
public abstract class StoredTokensContract {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final KeyId key = KeyId.random(RANDOM);

  /** An empty store, or one that other tests have filled under other keys. */
  protected abstract StoredTokens store();

  @Test
  void whatWasAddedIsFoundByPlaceAndByText() {
    var store = store();
    var a = token(key, "94103");
    var b = token(key, "94104");
    assertThat(store.add(List.of(a, b))).containsExactlyInAnyOrder(a.place(), b.place());
    var found = store.at(List.of(a.place(), b.place(), place(key)));
    assertThat(found).usingRecursiveFieldByFieldElementComparator().containsExactlyInAnyOrder(a, b);
    assertThat(store.of(List.of(new ColumnToken(key, "94104"), new ColumnToken(key, "1"))))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(b);
    assertThat(store.of(List.of(new ColumnToken(KeyId.random(RANDOM), "94104")))).isEmpty();
  }

  @Test
  void emptyBatchesAreFine() {
    var store = store();
    assertThat(store.add(List.of())).isEmpty();
    assertThat(store.at(List.of())).isEmpty();
    assertThat(store.of(List.of())).isEmpty();
    assertThat(store.delete(List.of())).isZero();
  }

  @Test
  void takenPlacesAndTextsAreLeftOut() {
    var store = store();
    var first = token(key, "1");
    store.add(List.of(first));
    var samePlace = new StoredToken(first.place(), "2", bytes("other"));
    var sameText = token(key, "1");
    var fresh = token(key, "3");
    assertThat(store.add(List.of(samePlace, sameText, fresh))).containsExactly(fresh.place());
    assertThat(store.at(List.of(first.place())))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(first);
    assertThat(store.at(List.of(sameText.place()))).isEmpty();
  }

  @Test
  void keysShareTexts() {
    var store = store();
    var other = token(KeyId.random(RANDOM), "1");
    assertThat(store.add(List.of(token(key, "1"), other))).hasSize(2);
  }

  @Test
  void deletingKeysLeavesOthers() {
    var store = store();
    var kept = token(KeyId.random(RANDOM), "1");
    store.add(List.of(token(key, "1"), token(key, "2"), kept));
    assertThat(store.delete(List.of(key))).isEqualTo(2);
    assertThat(store.delete(List.of(key))).isZero();
    assertThat(store.at(List.of(kept.place()))).hasSize(1);
  }

  @Test
  void ofManyWritersOneWinsEachPlace() throws Exception {
    var store = store();
    var places = new ArrayList<Place>();
    for (int i = 0; i < 50; i++) {
      places.add(place(key));
    }
    var writers = new ArrayList<Callable<Set<Place>>>();
    for (int w = 0; w < 4; w++) {
      var name = "writer" + w + "-";
      writers.add(() -> store.add(rows(places, name)));
    }
    int won = 0;
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var result : threads.invokeAll(writers)) {
        won += result.get().size();
      }
    }
    assertThat(won).isEqualTo(50);
    assertThat(store.at(places)).hasSize(50);
  }

  private static List<StoredToken> rows(List<Place> places, String name) {
    var rows = new ArrayList<StoredToken>();
    for (int i = 0; i < places.size(); i++) {
      rows.add(new StoredToken(places.get(i), name + i, bytes(name)));
    }
    java.util.Collections.shuffle(rows, new java.util.Random(name.hashCode()));
    return rows;
  }

  private static StoredToken token(KeyId key, String text) {
    return new StoredToken(place(key), text, bytes("sealed " + text));
  }

  private static Place place(KeyId key) {
    return new Place(key, UUID.randomUUID());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
