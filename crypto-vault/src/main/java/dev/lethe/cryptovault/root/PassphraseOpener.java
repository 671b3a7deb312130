package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Locks with {@code memory-kib(4) iterations(4) parallelism(4) salt(16)} of Argon2id. */
final class PassphraseOpener extends RootFileOpener {
  private static final int PARAMETER_BYTES = 3 * Integer.BYTES + RootFileV1.SALT_BYTES;
  private final SecretBytes passphrase;
  private final Argon2Cost cost;

  PassphraseOpener(SecretBytes passphrase, Argon2Cost cost) {
    this.passphrase = passphrase;
    this.cost = cost;
  }

  @Override
  byte kind() {
    return RootFileLock.PASSPHRASE;
  }

  @Override
  SecretBytes open(RootFileLock lock, SecretCipher cipher) {
    if (lock.parameters().length != PARAMETER_BYTES) {
      throw new RootKeyException("the root key file's header is damaged");
    }
    var in = ByteBuffer.wrap(lock.parameters());
    var salt = new byte[RootFileV1.SALT_BYTES];
    try (var under = RootFileV1.readCost(in).derive(passphrase, rest(in, salt))) {
      return lock.open(under, cipher);
    }
  }

  private static byte[] rest(ByteBuffer in, byte[] salt) {
    in.get(salt);
    return salt;
  }

  @Override
  SecretBytes open(RootFileV1 file) {
    return file.cost().derive(passphrase, file.salt());
  }

  @Override
  RootFileLock lock(SecretBytes fileKey, SecretCipher cipher, SecureRandom random) {
    var salt = new byte[RootFileV1.SALT_BYTES];
    random.nextBytes(salt);
    var parameters =
        ByteBuffer.allocate(PARAMETER_BYTES)
            .putInt(cost.memoryKib())
            .putInt(cost.iterations())
            .putInt(cost.parallelism())
            .put(salt)
            .array();
    try (var under = cost.derive(passphrase, salt)) {
      return RootFileLock.seal(kind(), parameters, under, fileKey, cipher);
    }
  }

  @Override
  String refusal() {
    return "the passphrase does not open the root key file";
  }
}
