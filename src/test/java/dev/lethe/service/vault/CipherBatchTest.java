package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.lease.KeyBatch;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.testing.LetheTest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@LetheTest
class CipherBatchTest {
  private static final int VALUES = 3_000;
  private final Random random = new Random(7);
  private final VaultService vault;

  CipherBatchTest(VaultService vault) {
    this.vault = vault;
  }

  @Test
  void whateverTheOrderOfKeysEachItemHasItsOwnResult() {
    var keys = vault.createKeys(200);
    var owners = new ArrayList<KeyId>();
    var values = new ArrayList<byte[]>();
    var tokens = new ArrayList<byte[]>();
    try (var batch = new CipherBatch()) {
      for (int i = 0; i < VALUES; i++) {
        owners.add(keys.get(random.nextInt(keys.size())));
        values.add(("value " + i + "x".repeat(random.nextInt(90))).getBytes(UTF_8));
        var value = values.getLast();
        batch.addValue(owners.get(i), suite(i), field(i), value, 0, value.length);
      }
      vault.seal(batch);
      for (int i = 0; i < VALUES; i++) {
        assertThat(batch.outcome(i)).isEqualTo(CipherBatch.Outcome.DONE);
        tokens.add(result(batch, i));
        assertThat(TokenV1.parse(tokens.get(i)).key()).isEqualTo(owners.get(i));
      }
    }
    try (var batch = new CipherBatch()) {
      for (int i = 0; i < VALUES; i++) {
        batch.addToken(owners.get(i), field(i), tokens.get(i));
      }
      vault.open(batch);
      for (int i = 0; i < VALUES; i++) {
        assertThat(result(batch, i)).isEqualTo(values.get(i));
      }
    }
  }

  @Test
  void itemsOfKeysThatCannotBeUsedFailAlone() {
    var keys = vault.createKeys(3);
    vault.freeze(List.of(keys.get(0)));
    vault.shred(List.of(keys.get(1)), "test");
    try (var batch = new CipherBatch()) {
      var value = "v".getBytes(UTF_8);
      for (var key : keys) {
        batch.addValue(key, Suite.RANDOM, "email", value, 0, 1);
      }
      batch.addValue(KeyId.random(new SecureRandom()), Suite.RANDOM, "email", value, 0, 1);
      vault.seal(batch);
      assertThat(List.of(batch.outcome(0), batch.outcome(1), batch.outcome(2), batch.outcome(3)))
          .containsExactly(
              CipherBatch.Outcome.FROZEN,
              CipherBatch.Outcome.DESTROYED,
              CipherBatch.Outcome.DONE,
              CipherBatch.Outcome.UNKNOWN);
      assertThat(batch.to(0)).isEqualTo(batch.from(0));
    }
  }

  @Test
  void aTokenThatWasTamperedWithLeavesNothingBehind() {
    var key = vault.createKeys(1).getFirst();
    var token = vault.seal(List.of(new Plain(key, "email", "secret".getBytes(UTF_8)))).getFirst();
    token[token.length - 1] ^= 1;
    try (var batch = new CipherBatch()) {
      batch.addToken(key, "email", token);
      vault.open(batch);
      assertThat(batch.outcome(0)).isEqualTo(CipherBatch.Outcome.INVALID);
      assertThat(batch.to(0)).isEqualTo(batch.from(0));
      assertThat(batch.results()).containsOnly(0);
    }
  }

  @Test
  void anEmptyBatchIsNoError() {
    try (var batch = new CipherBatch()) {
      vault.seal(batch);
      assertThat(batch.size()).isZero();
    }
  }

  @Test
  void closingWipesValuesAndResults() {
    var key = vault.createKeys(1).getFirst();
    var batch = new CipherBatch();
    batch.addValue(key, Suite.RANDOM, "email", "secret".getBytes(UTF_8), 0, 6);
    vault.seal(batch);
    assertThat(batch).hasToString("CipherBatch[1 items]");
    batch.close();
    assertThat(batch.results()).containsOnly(0);
  }

  @Test
  void keysAreNumberedOnceAndItemsPutInTheirOrder() {
    try (var keys = new KeyBatch(16)) {
      var numbers = new KeyNumbers(keys);
      var ids = new ArrayList<KeyId>();
      for (int i = 0; i < 1_000; i++) {
        ids.add(KeyId.random(new SecureRandom()));
      }
      var asked = new ArrayList<>(ids);
      asked.addAll(ids);
      Collections.shuffle(asked, random);
      var numberOf = asked.stream().mapToInt(numbers::of).toArray();
      assertThat(keys.size()).isEqualTo(ids.size());
      var order = numbers.order(numberOf, numberOf.length);
      var seen = new HashSet<Integer>();
      for (int i = 1; i < order.length; i++) {
        assertThat(numberOf[order[i]]).isGreaterThanOrEqualTo(numberOf[order[i - 1]]);
      }
      for (int item : order) {
        assertThat(keys.id(numberOf[item])).isEqualTo(asked.get(item));
        assertThat(seen.add(item)).isTrue();
      }
    }
  }

  private static Suite suite(int item) {
    return item % 2 == 0 ? Suite.RANDOM : Suite.DETERMINISTIC;
  }

  private static String field(int item) {
    return item % 3 == 0 ? "email" : "phone";
  }

  private static byte[] result(CipherBatch batch, int item) {
    return java.util.Arrays.copyOfRange(batch.results(), batch.from(item), batch.to(item));
  }
}
