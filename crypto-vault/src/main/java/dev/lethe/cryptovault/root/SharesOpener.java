package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Locks with {@code needed(1) total(1) set(8)} and 16 bytes of SHA-256 of each share, by which one
 * that was changed is found; they say nothing of a share, whose value is 256 random bits.
 */
final class SharesOpener extends RootFileOpener {
  private static final int SET_LETTERS = 8;
  private static final int PRINT_BYTES = 16;
  private final List<Share> shares;

  SharesOpener(List<Share> shares) {
    this.shares = shares;
  }

  @Override
  byte kind() {
    return RootFileLock.SHARES;
  }

  @Override
  SecretBytes open(RootFileLock lock, SecretCipher cipher) {
    try (var under = Shares.join(shares)) {
      requireSharesOf(lock);
      return lock.open(under, cipher);
    }
  }

  private void requireSharesOf(RootFileLock lock) {
    var in = ByteBuffer.wrap(lock.parameters());
    int prints = 2 + SET_LETTERS;
    if (in.capacity() < prints || in.capacity() != prints + in.get(1) * PRINT_BYTES) {
      throw new RootKeyException("the root key file's header is damaged");
    }
    var first = shares.getFirst();
    var head = parameters(first.terms(), first.set(), List.of());
    if (!Arrays.equals(head, Arrays.copyOf(lock.parameters(), prints))) {
      throw new ShareException(
          "set " + first.set() + " does not open this root key file, or no longer does");
    }
    for (var share : shares) {
      var print = new byte[PRINT_BYTES];
      in.get(prints + (share.index() - 1) * PRINT_BYTES, print);
      if (!Arrays.equals(print, print(share))) {
        throw new ShareException(share + " has been changed");
      }
    }
  }

  @Override
  SecretBytes open(RootFileV1 file) {
    throw new ShareException("this root key file opens with a passphrase only");
  }

  @Override
  RootFileLock lock(SecretBytes fileKey, SecretCipher cipher, SecureRandom random) {
    throw new ShareException("shares open a root key file, and there is none: make it first");
  }

  /** A lock under a fresh secret, of which {@code made} receives the shares. */
  static RootFileLock lock(
      SecretBytes fileKey,
      ShareTerms terms,
      SecretCipher cipher,
      SecureRandom random,
      List<Share> made) {
    try (var secret = SecretBytes.random(32, random)) {
      made.addAll(Shares.split(secret, terms, random));
      var parameters = parameters(terms, made.getFirst().set(), made);
      return RootFileLock.seal(RootFileLock.SHARES, parameters, secret, fileKey, cipher);
    }
  }

  private static byte[] parameters(ShareTerms terms, String set, List<Share> shares) {
    var out =
        ByteBuffer.allocate(2 + SET_LETTERS + shares.size() * PRINT_BYTES)
            .put((byte) terms.needed())
            .put((byte) terms.total())
            .put(set.getBytes(US_ASCII));
    shares.forEach(share -> out.put(print(share)));
    return out.array();
  }

  private static byte[] print(Share share) {
    var index = new byte[] {(byte) share.index()};
    return Arrays.copyOf(ShareText.sha256(index, share.value().borrow()), PRINT_BYTES);
  }

  @Override
  String refusal() {
    return "the shares do not open the root key file";
  }
}
