package dev.lethe.cryptovault;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A range of a secret, as the JDK wants to see a key. Unlike the JDK's own key it holds no copy, so
 * wiping the secret wipes it too.
 */
public final class RawKey implements SecretKey {
  private static final long serialVersionUID = 1L;
  private final String algorithm;
  private final transient byte[] material;
  private final int from;
  private final int to;

  public RawKey(String algorithm, byte[] material, int from, int to) {
    this.algorithm = algorithm;
    this.material = material;
    this.from = from;
    this.to = to;
  }

  public static RawKey aes(SecretBytes key) {
    return new RawKey("AES", key.borrow(), 0, key.length());
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return Arrays.copyOfRange(material, from, to);
  }

  @Override
  public String toString() {
    return "RawKey[" + algorithm + "]";
  }
}
