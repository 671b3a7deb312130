package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.token.StoredTokenCipher.Sought;
import dev.lethe.cryptovault.token.StoredTokenCipher.Wanted;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredTokenCipherTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final TokenShape DIGITS = new TokenShape.LikeValue(Alphabet.DIGITS);
  private static final TokenShape UUID = new TokenShape.RandomUuid();
  private final InMemoryStoredTokens store = new InMemoryStoredTokens();
  private final StoredTokenCipher cipher =
      new StoredTokenCipher(new Tenant("default"), RANDOM, store);
  private final OpenedKey key = freshKey();

  @Test
  void smallDomainsGetTokensOfTheirFormAndComeBack() {
    var token = seal("postcode", "941-03");
    assertThat(token.text()).matches("[0-9]{3}-[0-9]{2}");
    assertThat(open("postcode", token)).containsExactly("941-03");
  }

  @Test
  void equalValuesGetTheSameTokenAlsoInOneBatchAndLater() {
    var wanted = new Wanted(key, DIGITS, "postcode", "94103");
    var tokens = cipher.seal(List.of(wanted, wanted));
    assertThat(tokens.get(0)).isEqualTo(tokens.get(1));
    cipher.forget();
    assertThat(cipher.seal(List.of(wanted))).containsExactly(tokens.getFirst());
    assertThat(store.rows()).hasSize(1);
  }

  @Test
  void keyFieldClassAndShapeEachGiveAnotherRow() {
    cipher.seal(
        List.of(
            new Wanted(key, DIGITS, "postcode", "94103"),
            new Wanted(key, DIGITS, "pin", "94103"),
            new Wanted(key, UUID, "postcode", "94103"),
            new Wanted(freshKey(), DIGITS, "postcode", "94103")));
    assertThat(store.rows()).hasSize(4);
  }

  @Test
  void newBatchTakesOneReadAndOneInsertAndKnownOneTheRead() {
    var wanted = new ArrayList<Wanted>();
    for (int i = 0; i < 500; i++) {
      wanted.add(new Wanted(key, UUID, "email", "mail" + i + "@example.org"));
    }
    cipher.seal(wanted);
    assertThat(store.calls()).isEqualTo(2);
    cipher.seal(wanted);
    assertThat(store.calls()).isEqualTo(3);
  }

  @Test
  void everyTextOfAShortShapeIsUsedOnceAndThenItSaysSo() {
    var texts = new HashSet<String>();
    for (int i = 0; i < 8; i++) {
      texts.add(seal("digit" + i, "1").text());
    }
    assertThat(texts).hasSize(8);
    assertThatExceptionOfType(TokenSpaceException.class)
        .isThrownBy(() -> {
          for (int i = 8; i < 11; i++) {
            seal("digit" + i, "1");
          }
        })
        .withMessageContaining("no free token of this shape");
  }

  @Test
  void aKeyWithoutFreeTextsFailsAloneWhereAsked() {
    var wanted = new ArrayList<Wanted>();
    for (int i = 0; i < 11; i++) {
      wanted.add(new Wanted(key, DIGITS, "digit" + i, "1"));
    }
    wanted.add(new Wanted(freshKey(), DIGITS, "digit", "1"));
    var made = cipher.sealEach(wanted);
    assertThat(made.subList(0, 11).stream().filter(Optional::isEmpty)).isNotEmpty();
    assertThat(made.get(11)).isPresent();
  }

  @Test
  void valuesTooLongForTheirShapeAreUnfitAndAUuidStandsForThem() {
    var longest = "1".repeat(TokenShape.LikeValue.MOST_CHARACTERS);
    assertThat(open("note", seal("note", longest))).containsExactly(longest);
    assertThatExceptionOfType(UnfitValueException.class)
        .isThrownBy(() -> seal("note", longest + "1"))
        .withMessage("more than 1024 characters");
    var token = cipher.seal(List.of(new Wanted(key, UUID, "note", longest + "1"))).getFirst();
    assertThat(open("note", token)).containsExactly(longest + "1");
  }

  @Test
  void shreddedKeyLeavesOnlyNoise() {
    var token = seal("postcode", "94103");
    var sameIdOtherKey = new KeyDerivation().derive(key.id(), SecretBytes.random(32, RANDOM));
    assertThat(cipher.open(List.of(new Sought(sameIdOtherKey, "postcode", token))))
        .containsOnly(Optional.empty());
    assertThat(store.delete(List.of(key.id()))).isEqualTo(1);
    assertThat(open("postcode", token)).isEmpty();
    key.close();
    assertThatIllegalStateException().isThrownBy(() -> seal("postcode", "94103"));
  }

  @Test
  void swappedAndForgedRowsDoNotOpen() {
    var a = seal("postcode", "94103");
    var b = seal("postcode", "10115");
    var rows = store.rows();
    store.replace(0, new StoredToken(rows.get(0).place(), a.text(), rows.get(1).sealed()));
    store.replace(1, new StoredToken(rows.get(1).place(), b.text(), new byte[60]));
    assertThat(open("postcode", a)).isEmpty();
    assertThat(open("postcode", b)).isEmpty();
  }

  @Test
  void rowIsNoTokenOfSuiteOne() {
    seal("postcode", "94103");
    var row = TokenV1.parse(store.rows().getFirst().sealed());
    var tokens = new TokenCipher(new Tenant("default"), RANDOM);
    assertThatExceptionOfType(InvalidTokenException.class)
        .isThrownBy(() -> tokens.open(key, "postcode", row));
  }

  @Test
  void tokenOpensOnlyForItsFieldClassAndOnlyIfItExists() {
    var token = seal("postcode", "94103");
    assertThat(open("pin", token)).isEmpty();
    assertThat(open("postcode", new ColumnToken(key.id(), "x"))).isEmpty();
    assertThat(open("postcode", new ColumnToken(freshKey().id(), token.text()))).isEmpty();
  }

  @Test
  void unfitValuesStoreNothing() {
    assertThatExceptionOfType(UnfitValueException.class)
        .isThrownBy(() ->
            cipher.seal(
                List.of(
                    new Wanted(key, DIGITS, "postcode", "94103"),
                    new Wanted(key, DIGITS, "postcode", "SW1A 1AA"))))
        .withMessageContaining("the character at 1 ")
        .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("SW1"));
    assertThatExceptionOfType(UnfitValueException.class).isThrownBy(() -> seal("postcode", "--"));
    assertThat(store.rows()).isEmpty();
  }

  @Test
  void uuidsAreRandomOnesOfVersion4() {
    var text = cipher.seal(List.of(new Wanted(key, UUID, "name", "Zoë"))).getFirst();
    assertThat(java.util.UUID.fromString(text.text()).version()).isEqualTo(4);
    assertThat(java.util.UUID.fromString(text.text()).variant()).isEqualTo(2);
    assertThat(open("name", text)).containsExactly("Zoë");
  }

  private ColumnToken seal(String fieldClass, String value) {
    return cipher.seal(List.of(new Wanted(key, DIGITS, fieldClass, value))).getFirst();
  }

  private List<String> open(String fieldClass, ColumnToken token) {
    return cipher.open(List.of(new Sought(key, fieldClass, token))).getFirst().stream().toList();
  }

  private static OpenedKey freshKey() {
    return new KeyDerivation().derive(KeyId.random(RANDOM), SecretBytes.random(32, RANDOM));
  }
}
