package dev.lethe.service.fanout.connector.featurestore;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;
import org.jspecify.annotations.Nullable;

/** The names of the fields inside one of Feast's hashes. */
final class FeatureField {

  private static final String WRITTEN_AT = "_ts:";

  private FeatureField() {}

  /** The field of a feature: four bytes of a hash of its view and name. */
  static byte[] of(String view, String feature) {
    byte[] name = (view + ":" + feature).getBytes(StandardCharsets.UTF_8);
    int hash = MurmurHash3.hash32x86(name, 0, name.length, 0);
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(hash).array();
  }

  /** The field that every entity of a view has: when it was last written. */
  static byte[] writtenAt(String view) {
    return (WRITTEN_AT + view).getBytes(StandardCharsets.UTF_8);
  }

  /** The view that a field belongs to, if the field tells; null otherwise. */
  static @Nullable String viewOf(byte[] field) {
    String text = new String(field, StandardCharsets.UTF_8);
    return text.startsWith(WRITTEN_AT) ? text.substring(WRITTEN_AT.length()) : null;
  }
}
