package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.SecretBytes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * Shares a secret of 32 bytes among several people (Shamir, How to share a secret, CACM 22 (1979)):
 * each byte is the value at zero of a polynomial over GF(2^8) whose other coefficients are random,
 * and share x holds the values at x. Fewer shares than needed fit every secret equally well.
 */
final class Shares {
  private Shares() {}

  static List<Share> split(SecretBytes secret, ShareTerms terms, SecureRandom random) {
    var name = new byte[Share.SET_BYTES];
    random.nextBytes(name);
    var set = ShareText.encode(name);
    var values = new byte[terms.total()][secret.length()];
    var coefficients = new byte[terms.needed()];
    for (int i = 0; i < secret.length(); i++) {
      random.nextBytes(coefficients);
      coefficients[0] = secret.borrow()[i];
      for (int x = 1; x <= terms.total(); x++) {
        values[x - 1][i] = (byte) Gf256.evaluate(coefficients, x);
      }
    }
    Arrays.fill(coefficients, (byte) 0);
    var shares = new ArrayList<Share>();
    for (int x = 1; x <= terms.total(); x++) {
      shares.add(new Share(terms, x, set, SecretBytes.takeOwnershipOf(values[x - 1])));
    }
    return shares;
  }

  /** Joins enough shares of one set; all that are given have to belong to it. */
  static SecretBytes join(Collection<Share> shares) {
    requireOneSet(shares);
    int needed = shares.iterator().next().terms().needed();
    if (shares.size() < needed) {
      throw new ShareException(needed + " shares are needed, and there are only " + shares.size());
    }
    return interpolate(shares.stream().limit(needed).toList());
  }

  private static void requireOneSet(Collection<Share> shares) {
    if (shares.isEmpty()) {
      throw new ShareException("there is no share");
    }
    var first = shares.iterator().next();
    var seen = new HashSet<Integer>();
    for (var share : shares) {
      if (!share.set().equals(first.set()) || !share.terms().equals(first.terms())) {
        throw new ShareException(first + " and " + share + " are not of one set");
      }
      if (!seen.add(share.index())) {
        throw new ShareException(share + " is there twice");
      }
    }
  }

  private static SecretBytes interpolate(List<Share> shares) {
    int[] xs = shares.stream().mapToInt(Share::index).toArray();
    var secret = new byte[shares.getFirst().value().length()];
    for (int which = 0; which < xs.length; which++) {
      int weight = Gf256.weightAtZero(xs, which);
      var value = shares.get(which).value().borrow();
      for (int i = 0; i < secret.length; i++) {
        secret[i] ^= (byte) Gf256.times(weight, value[i] & 0xff);
      }
    }
    return SecretBytes.takeOwnershipOf(secret);
  }
}
