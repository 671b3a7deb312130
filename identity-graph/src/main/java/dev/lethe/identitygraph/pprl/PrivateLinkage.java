package dev.lethe.identitygraph.pprl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Encodes and matches two files at once, for measuring; partners do each their own part. */
public final class PrivateLinkage {

  private PrivateLinkage() {}

  /**
   * The outcome.
   *
   * @param notEncoded how many records of both files hold too little
   */
  public record Linkage(List<LinkedPair> pairs, double threshold, int notEncoded) {

    public Linkage {
      pairs = List.copyOf(pairs);
    }
  }

  /** Links two files of records by column, each with its own id in {@code idColumn}. */
  public static Linkage link(
      LinkageSchema schema,
      SharedSecret secret,
      String idColumn,
      List<Map<String, String>> left,
      List<Map<String, String>> right) {
    try (var encoder = new ClkEncoder(schema, secret)) {
      var lefts = encoded(encoder, idColumn, left);
      var rights = encoded(encoder, idColumn, right);
      var matcher = new ClkMatcher(lefts, rights);
      var threshold = matcher.threshold(schema);
      return new Linkage(
          matcher.match(threshold, done -> {}),
          threshold,
          left.size() - lefts.size() + right.size() - rights.size());
    }
  }

  private static List<EncodedRecord> encoded(
      ClkEncoder encoder, String idColumn, List<Map<String, String>> records) {
    var encoded = new ArrayList<EncodedRecord>();
    for (var record : records) {
      var id = record.get(idColumn);
      var clk = encoder.encode(record).clk();
      if (id == null || id.isBlank()) {
        throw new IllegalArgumentException("a record has no " + idColumn);
      }
      if (clk != null) {
        encoded.add(new EncodedRecord(id, clk));
      }
    }
    return encoded;
  }
}
