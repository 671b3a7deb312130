package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks for keys in a dump of all reachable objects of this process. */
class ForgottenKeysTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Tenant TENANT = new Tenant("default");
  private static final int HMAC_INNER_PAD = 0x36;
  // What is looked for must not be found where it is looked for from.
  private static final int MASK = 0x5a;

  @TempDir private Path folder = Path.of("");

  private final TokenCipher tokens = new TokenCipher(TENANT, RANDOM);
  private final FormatCipher formats = new FormatCipher(TENANT);
  private final BlindIndex index = new BlindIndex();
  private final KeyDerivation derivation = new KeyDerivation();

  @Test
  void ciphersHoldTheirKeysUntilTheyForgetAndNothingIsLeftAfterwards() throws IOException {
    var masked = new TreeMap<String, byte[]>();
    useAndWipeKey(masked);
    assertThat(found(masked, "before"))
        .containsExactly("data", "ff1", "gcm", "index", "siv1", "siv2");

    tokens.forget();
    formats.forget();
    index.forget();
    derivation.forget();

    assertThat(found(masked, "after")).isEmpty();
  }

  private void useAndWipeKey(Map<String, byte[]> masked) {
    var subKeys = new byte[SubKeys.SIZE_BYTES];
    try (var dataKey = SecretBytes.random(32, RANDOM);
        var key = OpenedKey.at(KeyId.random(RANDOM), subKeys, 0)) {
      derivation.derive(dataKey, MemorySegment.ofArray(subKeys));
      masked.put("data", masked(dataKey.borrow(), 0, HMAC_INNER_PAD));
      masked.put("gcm", masked(subKeys, SubKeys.GCM, 0));
      masked.put("siv1", masked(subKeys, SubKeys.SIV, 0));
      masked.put("siv2", masked(subKeys, SubKeys.SIV + 32, 0));
      masked.put("index", masked(subKeys, SubKeys.INDEX, HMAC_INNER_PAD));
      masked.put("ff1", masked(subKeys, SubKeys.FF1, 0));
      for (var suite : Suite.values()) {
        var token = tokens.seal(suite, key, "email", new byte[24]);
        tokens.open(key, "email", TokenV1.parse(token));
      }
      formats.seal(key, Alphabet.DIGITS, "phone", "1234567890");
      formats.seal(key, Alphabet.DIGITS, "phone", "1234567890".repeat(5));
      index.under(key).of("email", "value");
    }
  }

  private static byte[] masked(byte[] key, int from, int pad) {
    var masked = Arrays.copyOfRange(key, from, from + 32);
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= (byte) (pad ^ MASK);
    }
    return masked;
  }

  private List<String> found(Map<String, byte[]> masked, String name) throws IOException {
    var file = folder.resolve(name + ".hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
    var dump = Files.readAllBytes(file);
    Files.delete(file);
    return masked.entrySet().stream()
        .filter(key -> contains(dump, key.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean contains(byte[] dump, byte[] masked) {
    for (int i = 0; i + masked.length <= dump.length; i++) {
      int length = 0;
      while (length < masked.length && (byte) (dump[i + length] ^ MASK) == masked[length]) {
        length++;
      }
      if (length == masked.length) {
        return true;
      }
    }
    return false;
  }
}
