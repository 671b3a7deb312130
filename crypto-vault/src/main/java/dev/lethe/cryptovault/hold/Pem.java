package dev.lethe.cryptovault.hold;

import java.util.Base64;

/** PEM texts (RFC 7468) of one part. */
final class Pem {
  private Pem() {}

  static String encode(byte[] der, String label) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  static byte[] decode(String pem, String label) {
    var begin = "-----BEGIN " + label + "-----";
    var end = "-----END " + label + "-----";
    var text = pem.strip();
    if (!text.startsWith(begin) || !text.endsWith(end)) {
      throw new HoldException("not a PEM text: expected " + begin);
    }
    return Base64.getMimeDecoder()
        .decode(text.substring(begin.length(), text.length() - end.length()));
  }
}
