package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.security.SecureRandom;
import java.util.List;

/** What opens a root key file: its passphrase, or enough shares. */
public abstract sealed class RootFileOpener permits PassphraseOpener, SharesOpener {
  RootFileOpener() {}

  /** A passphrase, and how dear it is to try one in a file that is newly made. */
  public static RootFileOpener passphrase(SecretBytes passphrase, Argon2Cost cost) {
    return new PassphraseOpener(passphrase, cost);
  }

  /** Shares of one file, as many as it needs or more. */
  public static RootFileOpener shares(List<Share> shares) {
    return new SharesOpener(List.copyOf(shares));
  }

  abstract byte kind();

  /** The file key, or a reason why this does not open it. */
  abstract SecretBytes open(RootFileLock lock, SecretCipher cipher) throws CorruptPageException;

  /** The file key of a file of version 1. */
  abstract SecretBytes open(RootFileV1 file);

  /** A lock for a file that is newly made. */
  abstract RootFileLock lock(SecretBytes fileKey, SecretCipher cipher, SecureRandom random);

  /** Why a file does not open although it is whole. */
  abstract String refusal();
}
