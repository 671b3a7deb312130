package dev.lethe.identitygraph.pprl;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes records under one schema and one secret. The same record gives the same encoding on every
 * machine. Forgets what it derived from the secret when closed. Not thread-safe.
 */
public final class ClkEncoder implements AutoCloseable {

  private static final int CHECK_BYTES = 8;

  private final LinkageSchema schema;
  private final Map<LinkageSchema.Feature, FeatureHasher> hashers = new LinkedHashMap<>();
  private final String keyCheck;

  /**
   * What became of a record.
   *
   * @param clk absent where too little of the record can be used to tell people apart
   * @param unusable the columns whose value was there and could not be used
   */
  public record Encoding(@Nullable Clk clk, List<String> unusable) {

    public Encoding {
      unusable = List.copyOf(unusable);
    }
  }

  /** Derives the keys; the secret may be closed afterwards. */
  public ClkEncoder(LinkageSchema schema, SharedSecret secret) {
    this.schema = schema;
    var fingerprint = schema.fingerprint();
    for (var feature : schema.features()) {
      hashers.put(
          feature, new FeatureHasher(secret.derive(fingerprint + "/feature/" + feature.name())));
    }
    var check = new FeatureHasher(secret.derive(fingerprint + "/check")).digest("");
    keyCheck = HexFormat.of().formatHex(check, 0, CHECK_BYTES);
  }

  /** Equal on both sides when schema and secret are equal; tells nothing about either. */
  public String keyCheck() {
    return keyCheck;
  }

  /** Encodes the values of a record by column. Columns the schema does not name are ignored. */
  public Encoding encode(Map<String, String> record) {
    var unusable = new ArrayList<String>();
    var filter = new long[Clk.WORDS];
    var bits = 0;
    for (var entry : hashers.entrySet()) {
      var feature = entry.getKey();
      for (var column : feature.columns()) {
        var raw = record.getOrDefault(column, "");
        var value = feature.normalisation().of(raw);
        if (value.isPresent()) {
          add(feature, value.get(), entry.getValue(), filter);
          bits += feature.bits();
        } else if (!raw.isBlank()) {
          unusable.add(column);
        }
      }
    }
    return new Encoding(bits < schema.minimumBits() ? null : new Clk(filter), unusable);
  }

  private static void add(
      LinkageSchema.Feature feature, String value, FeatureHasher hasher, long[] filter) {
    var tokens = feature.kind().of(value);
    var each = feature.bits() / tokens.size();
    var more = feature.bits() % tokens.size();
    for (var token : tokens) {
      hasher.add(token, more-- > 0 ? each + 1 : each, filter);
    }
  }

  @Override
  public void close() {
    hashers.values().forEach(FeatureHasher::forget);
    hashers.clear();
  }
}
