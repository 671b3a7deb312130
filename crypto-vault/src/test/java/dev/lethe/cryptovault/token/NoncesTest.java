package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.CountingRandom;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoncesTest {
  @Test
  void noneOfManyPagesIsGivenTwiceNorZero() {
    var nonces = new Nonces(new SecureRandom());
    var seen = new HashSet<String>();
    for (int i = 0; i < 50_000; i++) {
      seen.add(next(nonces));
    }
    assertThat(seen).hasSize(50_000).doesNotContain("0".repeat(24));
  }

  @Test
  void twoSourcesShareNone() {
    var first = new Nonces(new SecureRandom());
    var second = new Nonces(new SecureRandom());
    var seen = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      seen.add(next(first));
      seen.add(next(second));
    }
    assertThat(seen).hasSize(20_000);
  }

  @Test
  void everyPageHasAFreshSeed() {
    var random = new CountingRandom();
    var nonces = new Nonces(random);
    var pages = new HashSet<String>();
    for (int i = 0; i < 10 * (4096 / 12); i++) {
      var nonce = next(nonces);
      if (i % (4096 / 12) == 0) {
        pages.add(nonce);
      }
    }
    assertThat(pages).hasSize(10);
  }

  @Test
  void eachBitIsAsOftenSetAsNot() {
    var nonces = new Nonces(new SecureRandom());
    var set = new int[96];
    for (int i = 0; i < 20_000; i++) {
      var nonce = new byte[12];
      nonces.next(nonce, 0);
      for (int bit = 0; bit < 96; bit++) {
        set[bit] += nonce[bit / 8] >> bit % 8 & 1;
      }
    }
    // Six times the standard deviation of 20,000 throws: one run in ten million strays further.
    assertThat(IntStream.of(set)).allMatch(count -> Math.abs(count - 10_000) < 6 * 71);
  }

  private static String next(Nonces nonces) {
    var nonce = new byte[12];
    nonces.next(nonce, 0);
    return HexFormat.of().formatHex(nonce);
  }
}
