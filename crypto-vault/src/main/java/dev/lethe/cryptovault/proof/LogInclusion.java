package dev.lethe.cryptovault.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The part of a receipt that ties it to the audit log: the log entry (which holds the hash of the
 * rest of the statement), its place, and the path to a root.
 */
public final class LogInclusion {
  /** The member of a statement that this class describes. */
  public static final String MEMBER = "log";

  private static final String WHERE = "The log inclusion";

  private LogInclusion() {}

  /**
   * Returns the hash that a log entry records for a statement: SHA-256 of its canonical form
   * without the log part.
   */
  public static String statementHash(Json.Obj statement) {
    byte[] bytes = CanonicalJson.bytes(statement.without(MEMBER));
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the log part of a statement. */
  public static Json.Obj of(
      Json.Obj entry, long index, long treeSize, byte[] root, List<byte[]> path) {
    HexFormat hex = HexFormat.of();
    return Json.object()
        .put("entry", entry)
        .put("index", index)
        .put("tree_size", treeSize)
        .put("root", hex.formatHex(root))
        .put("path", Json.array(path.stream().map(h -> Json.of(hex.formatHex(h))).toList()))
        .build();
  }

  static void check(Json.Obj statement, Findings findings) {
    Optional<Json.Obj> log = findings.object(statement, MEMBER, "The receipt");
    Optional<Json.Obj> entry = log.flatMap(l -> findings.object(l, "entry", WHERE));
    if (entry.isEmpty()) {
      return;
    }
    Optional<String> recorded =
        findings
            .object(entry.get(), "body", "The log entry")
            .flatMap(body -> findings.text(body, "statement_sha256", "The log entry"));
    findings.require(
        recorded.filter(statementHash(statement)::equals).isPresent(),
        "The log entry records exactly this statement.",
        "The log entry records another statement.");
    place(log.orElseThrow(), entry.get(), findings);
  }

  private static void place(Json.Obj log, Json.Obj entry, Findings findings) {
    OptionalLong index = findings.count(log, "index", WHERE);
    OptionalLong size = findings.count(log, "tree_size", WHERE);
    Optional<byte[]> root = findings.text(log, "root", WHERE).flatMap(LogInclusion::hash);
    List<byte[]> path = new ArrayList<>();
    for (Json item : findings.array(log, "path", WHERE)) {
      Optional.of(item)
          .filter(Json.Str.class::isInstance)
          .flatMap(text -> hash(((Json.Str) text).value()))
          .ifPresentOrElse(path::add, () -> findings.failed("The log path holds no hash."));
    }
    byte[] leaf = MerkleTree.leafHash(CanonicalJson.bytes(entry));
    boolean included =
        index.isPresent()
            && size.isPresent()
            && root.isPresent()
            && MerkleTree.includes(root.get(), leaf, index.getAsLong(), size.getAsLong(), path);
    findings.require(
        included,
        "The entry is number " + index.orElse(0) + " in a log of " + size.orElse(0) + ".",
        "The log entry's path does not lead to the root.");
  }

  private static Optional<byte[]> hash(String hex) {
    try {
      byte[] bytes = HexFormat.of().parseHex(hex);
      return bytes.length == MerkleTree.HASH_LENGTH ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
