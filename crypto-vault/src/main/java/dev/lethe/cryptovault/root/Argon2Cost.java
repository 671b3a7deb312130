package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.SecretBytes;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** How dear it is to try a passphrase (Argon2id, RFC 9106). Written into the file it protects. */
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {
  /** The second recommended option of RFC 9106: 64 MiB, three passes. */
  public static final Argon2Cost RECOMMENDED = new Argon2Cost(64 * 1024, 3, 4);

  // Stops a forged header from exhausting the memory.
  private static final int MOST_MEMORY_KIB = 2 * 1024 * 1024;

  public Argon2Cost {
    if (memoryKib < 8 * parallelism || memoryKib > MOST_MEMORY_KIB) {
      throw new IllegalArgumentException("memoryKib is out of range: " + memoryKib);
    }
    if (iterations < 1 || iterations > 1_000 || parallelism < 1 || parallelism > 64) {
      throw new IllegalArgumentException("iterations or parallelism are out of range");
    }
  }

  SecretBytes derive(SecretBytes passphrase, byte[] salt) {
    return derive(passphrase.borrow(), salt);
  }

  private SecretBytes derive(byte[] passphrase, byte[] salt) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(parallelism)
            .withSalt(salt)
            .build());
    var key = new byte[32];
    generator.generateBytes(passphrase, key);
    return SecretBytes.takeOwnershipOf(key);
  }
}
