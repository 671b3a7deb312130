package dev.lethe.cryptovault.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.token.StoredToken.Place;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Suite 4: a value becomes a random text of a wanted shape, which tells nothing about it, and the
 * value is stored beside the text, sealed under its data key. Equal values of one field class and
 * shape under one data key give equal tokens. For forms that are too small for suite 3, and where a
 * forged token has to be told from a genuine one.
 *
 * <p>A new value takes one read and one insert for the whole batch, a known one the read alone.
 * Keeps no key after {@link #forget}. Not safe for use by several threads at once.
 */
public final class StoredTokenCipher {
  /** The suite's number. */
  public static final int SUITE = 4;

  private static final int TRIES = 16;
  // No field class has a slash, so that a row is never taken for a token of suite 1.
  private static final String BINDING = "stored/";

  private final StoredTokens store;
  private final SecureRandom random;
  private final TokenCipher cipher;
  private final BlindIndex index = new BlindIndex();

  public StoredTokenCipher(Tenant tenant, SecureRandom random, StoredTokens store) {
    this.store = store;
    this.random = random;
    this.cipher = new TokenCipher(tenant, random);
  }

  /** A value that is to have a token. */
  public record Wanted(OpenedKey key, TokenShape shape, String fieldClass, String value) {
    @Override
    public String toString() {
      return "Wanted[" + key.id() + ", " + fieldClass + "]";
    }
  }

  /** A token whose value is wanted back. */
  public record Sought(OpenedKey key, String fieldClass, ColumnToken token) {}

  /**
   * Finds or makes the tokens, in the order of what is wanted. They are durable when it returns.
   *
   * @throws UnfitValueException when a value cannot have its shape; nothing has been stored then
   * @throws TokenSpaceException when a key's texts of a shape are used up
   */
  public List<ColumnToken> seal(List<Wanted> wanted) {
    var made = sealEach(wanted).iterator();
    return wanted.stream()
        .map(one -> made.next().orElseThrow(() -> new TokenSpaceException(one.key().id(), TRIES)))
        .toList();
  }

  /**
   * The same, with nothing in the place of a value whose key has used up the texts of its shape.
   */
  public List<Optional<ColumnToken>> sealEach(List<Wanted> wanted) {
    var places = new ArrayList<Place>(wanted.size());
    var missing = new LinkedHashMap<Place, Wanted>();
    for (var one : wanted) {
      var place = place(one);
      // Refuses an unfit value before anything is stored.
      one.shape().check(one.value());
      places.add(place);
      missing.put(place, one);
    }
    var texts = new HashMap<Place, String>();
    take(store.at(missing.keySet()), texts, missing);
    for (int i = 0; i < TRIES && !missing.isEmpty(); i++) {
      addMissing(texts, missing);
    }
    return places.stream()
        .map(p -> Optional.ofNullable(texts.get(p)).map(text -> new ColumnToken(p.key(), text)))
        .toList();
  }

  private Place place(Wanted wanted) {
    var domain = wanted.shape().word() + ":" + wanted.fieldClass();
    var bytes = ByteBuffer.wrap(index.under(wanted.key()).of(domain, wanted.value()));
    return new Place(wanted.key().id(), new UUID(bytes.getLong(), bytes.getLong()));
  }

  private static void take(
      Collection<StoredToken> found, Map<Place, String> texts, Map<Place, Wanted> missing) {
    for (var token : found) {
      texts.put(token.place(), token.text());
      missing.remove(token.place());
    }
  }

  /** What was not stored has lost its place or its text to another process, or to this batch. */
  private void addMissing(Map<Place, String> texts, Map<Place, Wanted> missing) {
    var drawn = draw(missing);
    var stored = store.add(drawn);
    take(drawn.stream().filter(t -> stored.contains(t.place())).toList(), texts, missing);
    if (!missing.isEmpty()) {
      take(store.at(missing.keySet()), texts, missing);
    }
  }

  private List<StoredToken> draw(Map<Place, Wanted> missing) {
    Set<ColumnToken> taken = new HashSet<>();
    var drawn = new ArrayList<StoredToken>();
    missing.forEach((place, wanted) -> {
      var text = wanted.shape().draw(wanted.value(), random);
      if (taken.add(new ColumnToken(place.key(), text))) {
        drawn.add(new StoredToken(place, text, sealed(wanted, text)));
      }
    });
    return drawn;
  }

  private byte[] sealed(Wanted wanted, String text) {
    var name = text.getBytes(UTF_8);
    var value = wanted.value().getBytes(UTF_8);
    var row =
        ByteBuffer.allocate(2 + name.length + value.length)
            .putShort((short) name.length)
            .put(name)
            .put(value)
            .array();
    return cipher.seal(Suite.RANDOM, wanted.key(), BINDING + wanted.fieldClass(), row);
  }

  /**
   * Finds the values, in the order of what is sought; nothing where there is no such token of this
   * key and field class, or its row is not the one that was stored.
   */
  public List<Optional<String>> open(List<Sought> sought) {
    var rows = new HashMap<ColumnToken, StoredToken>();
    for (var row : store.of(sought.stream().map(Sought::token).distinct().toList())) {
      rows.put(new ColumnToken(row.place().key(), row.text()), row);
    }
    return sought.stream()
        .map(one -> Optional.ofNullable(rows.get(one.token())).flatMap(row -> open(one, row)))
        .toList();
  }

  private Optional<String> open(Sought sought, StoredToken row) {
    try {
      var token = TokenV1.parse(row.sealed());
      var opened = cipher.open(sought.key(), BINDING + sought.fieldClass(), token);
      var name = row.text().getBytes(UTF_8);
      int from = 2 + (ByteBuffer.wrap(opened).getShort() & 0xffff);
      return Arrays.equals(opened, 2, from, name, 0, name.length)
          ? Optional.of(new String(opened, from, opened.length - from, UTF_8))
          : Optional.empty();
    } catch (InvalidTokenException _) {
      return Optional.empty();
    }
  }

  /** Overwrites the keys that are still held; called at the end of a batch. */
  public void forget() {
    cipher.forget();
    index.forget();
  }
}
