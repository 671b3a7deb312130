package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.RawKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

/**
 * Compares with libraries that others wrote, over seeded random inputs: as many for each suite as
 * the system property {@code lethe.differential} says, 100,000 without it.
 */
class DifferentialTest {
  private static final int INPUTS = Integer.getInteger("lethe.differential", 100_000);
  private static final int LONG_INPUT_EVERY = 200;
  private static final int LONGEST = 3_000;
  private static final int VALUES_OF_A_KEY = 4;
  private final SplittableRandom random = new SplittableRandom(20261122);

  @Test
  void sivAgreesWithTink() throws GeneralSecurityException {
    var siv = new AesSiv();
    for (int i = 0; i < INPUTS; i++) {
      var key = AesSivTest.bytes(random, 64);
      var tink = new com.google.crypto.tink.subtle.AesSiv(key);
      siv.init(key, 0, 64);
      for (int j = 0; j < VALUES_OF_A_KEY && i < INPUTS; j++, i++) {
        var plain = plain(i);
        var associated = AesSivTest.bytes(random, random.nextInt(80));
        var sealed = new byte[plain.length + 16];
        siv.seal(plain, 0, plain.length, sealed, 0, associated);
        assertSame(sealed, tink.encryptDeterministically(plain, associated), i);
        var opened = new byte[plain.length];
        siv.open(sealed, 0, sealed.length, opened, 0, associated);
        assertSame(opened, plain, i);
      }
    }
    say("AES-SIV with Tink");
  }

  @Test
  void gcmAgreesWithBouncyCastle() throws InvalidCipherTextException {
    var gcm = new AesGcm(new SecureRandom());
    var peer = GCMBlockCipher.newInstance(AESEngine.newInstance());
    for (int i = 0; i < INPUTS; i++) {
      var key = AesSivTest.bytes(random, 32);
      var plain = plain(i);
      var associated = AesSivTest.bytes(random, random.nextInt(80));
      var sealed = new byte[plain.length + AesGcm.OVERHEAD_BYTES];
      var raw = new RawKey("AES", key, 0, 32);
      gcm.seal(raw, associated, plain, 0, plain.length, sealed, 0);
      var nonce = Arrays.copyOf(sealed, 12);
      peer.init(true, new AEADParameters(new KeyParameter(key), 128, nonce, associated));
      var expected = Arrays.copyOf(nonce, sealed.length);
      int done = peer.processBytes(plain, 0, plain.length, expected, 12);
      peer.doFinal(expected, 12 + done);
      assertSame(sealed, expected, i);
      var opened = new byte[plain.length];
      gcm.open(raw, associated, expected, 0, expected.length, opened, 0);
      assertSame(opened, plain, i);
    }
    say("AES-GCM with Bouncy Castle");
  }

  @Test
  void ff1AgreesWithBouncyCastle() {
    var ff1 = new Ff1();
    for (int i = 0; i < INPUTS; i++) {
      var key = AesSivTest.bytes(random, 16 + 8 * random.nextInt(3));
      int radix = random.nextInt(4) == 0 ? random.nextInt(2, 257) : radixOfAnAlphabet();
      var tweak = AesSivTest.bytes(random, random.nextInt(40));
      var plain = numerals(radix, length(radix, i));
      var sealed = plain.clone();
      ff1.init(key, 0, key.length);
      ff1.encrypt(radix, tweak, sealed, sealed.length);
      var peer = new FPEFF1Engine();
      peer.init(true, new FPEParameters(new KeyParameter(key), radix, tweak));
      var expected = new byte[plain.length];
      peer.processBlock(plain, 0, plain.length, expected, 0);
      assertSame(sealed, expected, i);
      ff1.decrypt(radix, tweak, sealed, sealed.length);
      assertSame(sealed, plain, i);
    }
    say("FF1 with Bouncy Castle");
  }

  @Test
  void blindIndexAgreesWithBouncyCastle() {
    var index = new BlindIndex();
    for (int i = 0; i < INPUTS; i++) {
      var subKeys = AesSivTest.bytes(random, SubKeys.SIZE_BYTES);
      var key = OpenedKey.at(new dev.lethe.cryptovault.KeyId(new java.util.UUID(0, i)), subKeys, 0);
      var value = plain(i);
      var made = index.under(key).of("email", value);
      var peer = new HMac(SHA256Digest.newInstance());
      peer.init(new KeyParameter(subKeys, SubKeys.INDEX, 32));
      peer.update(new byte[] {0, 0, 0, 5, 'e', 'm', 'a', 'i', 'l'}, 0, 9);
      peer.update(value, 0, value.length);
      var expected = new byte[32];
      peer.doFinal(expected, 0);
      assertSame(made, Arrays.copyOf(expected, 16), i);
    }
    say("HMAC-SHA256 with Bouncy Castle");
  }

  private byte[] plain(int i) {
    return AesSivTest.bytes(random, random.nextInt(i % LONG_INPUT_EVERY == 0 ? LONGEST : 80));
  }

  private int radixOfAnAlphabet() {
    return Alphabet.values()[random.nextInt(Alphabet.values().length)].radix();
  }

  /** The shortest that is large enough and some more; now and then beyond a long. */
  private int length(int radix, int i) {
    int shortest = 2;
    while (!Ff1.isLargeEnough(radix, shortest)) {
      shortest++;
    }
    return shortest + random.nextInt(i % LONG_INPUT_EVERY == 0 ? 60 : 14);
  }

  private byte[] numerals(int radix, int length) {
    var numerals = new byte[length];
    // Edges of the modular arithmetic lie at strings of the lowest and highest numeral.
    int kind = random.nextInt(20);
    for (int i = 0; i < length; i++) {
      numerals[i] = (byte) (kind == 0 ? 0 : kind == 1 ? radix - 1 : random.nextInt(radix));
    }
    return numerals;
  }

  // Cheaper than an assertion of AssertJ, which formats its description each time.
  private static void assertSame(byte[] own, byte[] expected, int round) {
    if (!Arrays.equals(own, expected)) {
      assertThat(own).as("seed 20261122, round %d", round).isEqualTo(expected);
    }
  }

  private static void say(String what) {
    System.out.printf("%s: %,d random inputs agree%n", what, INPUTS);
  }
}
