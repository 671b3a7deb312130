package dev.lethe.cryptovault.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.cryptovault.CountingRandom;
import dev.lethe.cryptovault.SecretBytes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShareTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long SEED = 20261122;

  @Test
  void fieldMultipliesAsInAes() {
    // FIPS 197, section 4.2.
    assertThat(Gf256.times(0x57, 0x83)).isEqualTo(0xc1);
    assertThat(Gf256.times(0x57, 0x13)).isEqualTo(0xfe);
    for (int a = 1; a < 256; a++) {
      assertThat(Gf256.times(a, Gf256.inverse(a))).isOne();
    }
  }

  @Test
  void anyEnoughSharesGiveTheSecretInAnyOrder() {
    var dice = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      int total = 2 + dice.nextInt(ShareTerms.MOST - 1);
      int needed = 2 + dice.nextInt(total - 1);
      var secret = SecretBytes.random(32, RANDOM);
      var shares = new ArrayList<>(Shares.split(secret, new ShareTerms(needed, total), RANDOM));
      Collections.shuffle(shares, dice);
      int given = needed + dice.nextInt(total - needed + 1);
      assertThat(Shares.join(shares.subList(0, given)).sameAs(secret)).isTrue();
    }
  }

  @Test
  void oneShareTooFewFitsEverySecretEquallyWell() {
    // Every value of the missing share leads to another secret, so that none is likelier than
    // another, whichever shares are known.
    var dice = new Random(SEED);
    for (int round = 0; round < 100; round++) {
      int total = 2 + dice.nextInt(8);
      int needed = 2 + dice.nextInt(total - 1);
      var shares = new ArrayList<>(split(needed, total));
      Collections.shuffle(shares, dice);
      var enough = shares.subList(0, needed);
      int[] xs = enough.stream().mapToInt(Share::index).toArray();
      int known = 0;
      for (int i = 0; i < needed - 1; i++) {
        int value = enough.get(i).value().borrow()[round % 32] & 0xff;
        known ^= Gf256.times(Gf256.weightAtZero(xs, i), value);
      }
      int last = Gf256.weightAtZero(xs, needed - 1);
      var secrets = new HashSet<Integer>();
      for (int missing = 0; missing < 256; missing++) {
        secrets.add(known ^ Gf256.times(last, missing));
      }
      assertThat(secrets).as("%d of %d", needed, total).hasSize(256);
    }
  }

  @Test
  void singleShareIsSpreadAlikeWhateverTheSecret() {
    for (byte first : new byte[] {0, 1, (byte) 0xff}) {
      var counts = new int[256];
      for (int round = 0; round < 256 * 8; round++) {
        var bytes = new byte[32];
        Arrays.fill(bytes, first);
        var share =
            Shares.split(SecretBytes.takeOwnershipOf(bytes), new ShareTerms(2, 2), RANDOM).get(0);
        for (byte value : share.value().borrow()) {
          counts[value & 0xff]++;
        }
      }
      // 256 expected each; ten standard deviations of 16.
      assertThat(Arrays.stream(counts)).allMatch(n -> n > 96 && n < 416);
    }
  }

  @Test
  void tooFewMixedOrRepeatedSharesAreRefusedByName() {
    var shares = split(3, 5);
    var others = split(3, 5);
    refused(List.of(), "there is no share");
    refused(shares.subList(0, 2), "3 shares are needed, and there are only 2");
    refused(
        List.of(shares.get(0), shares.get(1), shares.get(0)),
        "share 1 of 5 of set " + shares.get(0).set() + " is there twice");
    refused(List.of(shares.get(0), shares.get(1), others.get(2)), "are not of one set");
  }

  private static void refused(List<Share> shares, String reason) {
    assertThatExceptionOfType(ShareException.class)
        .isThrownBy(() -> Shares.join(shares))
        .withMessageContaining(reason);
  }

  @Test
  void textReadsBackHoweverItIsCopied() {
    for (var share : split(3, 5)) {
      var text = share.reveal();
      for (var copy :
          List.of(
              text,
              text.toLowerCase(Locale.ROOT),
              "  " + text.replace("-", " ") + "\n",
              text.substring(0, 22) + text.substring(22).replace('0', 'O').replace('1', 'l'))) {
        var read = Share.parse(copy);
        assertThat(read).hasToString(share.toString());
        assertThat(read.value().sameAs(share.value())).isTrue();
      }
    }
  }

  @Test
  void everyOtherLetterIsNoticed() {
    var text = split(2, 3).get(1).reveal();
    int checked = 0;
    for (int i = 0; i < text.length(); i++) {
      for (char other : "07AZ".toCharArray()) {
        if (text.charAt(i) != other && text.charAt(i) != '-') {
          var wrong = new StringBuilder(text);
          wrong.setCharAt(i, other);
          assertThatExceptionOfType(ShareException.class)
              .as("letter %d", i)
              .isThrownBy(() -> Share.parse(wrong.toString()));
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(250);
  }

  @Test
  void textThatIsNoShareIsRefusedWithTheReason() {
    var text = split(2, 3).get(0).reveal();
    unreadable("", "does not begin with lethe1");
    unreadable("lethe2" + text.substring(6), "does not begin with lethe1");
    unreadable(text.replace("2of3", "2/3"), "does not");
    unreadable(text.replace("2of3-1", "2of3-9"), "numbered from 1 to 3");
    unreadable(text.replace("2of3-1", "2of3-x"), "which one it is");
    unreadable(text.substring(0, text.length() - 1), "has 55 letters");
    unreadable(text.substring(0, text.length() - 1) + "U", "a sign that no share has");
    unreadable(text.substring(0, text.length() - 1) + "\u00df", "a sign that no share has");
  }

  private static void unreadable(String text, String reason) {
    assertThatExceptionOfType(ShareException.class)
        .isThrownBy(() -> Share.parse(text))
        .withMessageContaining(reason);
  }

  @Test
  void textOfVersionOneStaysAsItIs() {
    var random = new CountingRandom();
    var share = Shares.split(SecretBytes.random(32, random), new ShareTerms(2, 3), random).get(1);
    assertThat(share.reveal())
        .isEqualTo(
            "lethe1-2of3-2-WW32AH33-BT1Q-ZMNA-2ZNM-DHMV-4Z57-43XK-BVQ7"
                + "-7N12-G7KM-1DGD-9FP1-NEEZ-F272-V0JS");
  }

  @Test
  void termsHaveBounds() {
    for (var text : List.of("1of1", "1of3", "4of3", "2of33", "3", "3of", "threeof5", "100of100")) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> ShareTerms.parse(text));
    }
    assertThat(ShareTerms.parse("3of5")).isEqualTo(new ShareTerms(3, 5));
  }

  @Test
  void sharePrintsAsItsNumberOnly() {
    var share = split(2, 3).get(0);
    assertThat(share.toString()).startsWith("share 1 of 3 of set ").hasSize(28);
    assertThat(share.reveal()).contains(share.set()).doesNotContain("share");
  }

  private static List<Share> split(int needed, int total) {
    return Shares.split(SecretBytes.random(32, RANDOM), new ShareTerms(needed, total), RANDOM);
  }
}
