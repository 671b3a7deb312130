package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.nio.ByteBuffer;

/**
 * The key of a root key file, sealed so that one kind of opener has it: {@code kind(1) length(2)
 * parameters wrapped(60)}.
 *
 * @param parameters what the opener needs to know; authenticated with the wrapped key
 * @param wrapped {@code nonce(12) key(32) tag(16)}
 */
record RootFileLock(byte kind, byte[] parameters, byte[] wrapped) {
  static final byte PASSPHRASE = 1;
  static final byte SHARES = 2;
  static final String BY_PASSPHRASE = "passphrase";
  static final int WRAPPED_BYTES = 60;
  private static final byte[] PURPOSE = {'L', 'T', 'H', 'R', 2};

  static RootFileLock seal(
      byte kind, byte[] parameters, SecretBytes under, SecretBytes fileKey, SecretCipher cipher) {
    return new RootFileLock(
        kind, parameters, cipher.seal(under, fileKey, associated(kind, parameters)));
  }

  SecretBytes open(SecretBytes under, SecretCipher cipher) throws CorruptPageException {
    return cipher.open(under, wrapped, associated(kind, parameters), "the file key");
  }

  private static byte[] associated(byte kind, byte[] parameters) {
    return ByteBuffer.allocate(PURPOSE.length + 1 + parameters.length)
        .put(PURPOSE)
        .put(kind)
        .put(parameters)
        .array();
  }

  String describe() {
    return kind == SHARES ? parameters[0] + "of" + parameters[1] + " shares" : BY_PASSPHRASE;
  }

  int length() {
    return 1 + Short.BYTES + parameters.length + WRAPPED_BYTES;
  }

  void writeTo(ByteBuffer out) {
    out.put(kind).putShort((short) parameters.length).put(parameters).put(wrapped);
  }

  static RootFileLock readFrom(ByteBuffer in) {
    byte kind = in.get();
    var parameters = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(parameters);
    var wrapped = new byte[WRAPPED_BYTES];
    in.get(wrapped);
    return new RootFileLock(kind, parameters, wrapped);
  }
}
