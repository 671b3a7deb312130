package dev.lethe.cryptovault;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Key material that cannot print itself and can be wiped. It compares in constant time, and whoever
 * needs the bytes has to borrow them through {@link #borrow}, which is easy to search for. After
 * {@link #close} every use throws.
 */
public final class SecretBytes implements AutoCloseable {
  private final byte[] bytes;
  private boolean wiped;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Wraps the array itself: the caller gives it away and must not touch it again. */
  public static SecretBytes takeOwnershipOf(byte[] bytes) {
    return new SecretBytes(bytes);
  }

  public static SecretBytes takeCopyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  public static SecretBytes takeCopyOf(byte[] bytes, int from, int to) {
    return new SecretBytes(Arrays.copyOfRange(bytes, from, to));
  }

  public static SecretBytes random(int length, SecureRandom random) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return new SecretBytes(bytes);
  }

  /** The bytes themselves: the caller must neither keep nor change them. */
  public byte[] borrow() {
    if (wiped) {
      throw new IllegalStateException("this secret has been wiped");
    }
    return bytes;
  }

  public int length() {
    return bytes.length;
  }

  public boolean isWiped() {
    return wiped;
  }

  /** Compares the content without telling by its duration where two secrets differ. */
  public boolean sameAs(SecretBytes other) {
    return MessageDigest.isEqual(borrow(), other.borrow());
  }

  @Override
  public void close() {
    wiped = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "SecretBytes[" + bytes.length + " bytes]";
  }
}
