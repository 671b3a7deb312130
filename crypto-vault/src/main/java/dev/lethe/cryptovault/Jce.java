package dev.lethe.cryptovault;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * Finds the JDK's primitives. A look-up costs more than sealing a value, so none happens per value.
 */
public final class Jce {
  private Jce() {}

  public static Cipher cipher(String transformation) {
    try {
      return Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new VaultException("this Java runtime has no " + transformation, e);
    }
  }

  public static Mac hmacSha256() {
    try {
      return Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new VaultException("this Java runtime has no HmacSHA256", e);
    }
  }
}
