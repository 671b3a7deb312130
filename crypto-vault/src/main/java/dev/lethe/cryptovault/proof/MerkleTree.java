package dev.lethe.cryptovault.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The hash tree of RFC 6962 section 2.1 over SHA-256. Works on stored hashes of complete subtrees,
 * so a root or a proof over n leaves reads O(log n) hashes. Leaves and inner nodes are hashed under
 * different prefixes, so neither passes as the other.
 */
public final class MerkleTree {
  /** Length of every hash in bytes. */
  public static final int HASH_LENGTH = 32;

  /**
   * Gives the hash of the complete subtree of 2^level leaves whose first leaf is index * 2^level.
   */
  @FunctionalInterface
  public interface Nodes {
    /** Returns the stored hash; level 0 are the leaf hashes. */
    byte[] hash(int level, long index);
  }

  /** One complete subtree: its hash and where it stands. */
  public record Node(int level, long index, byte[] hash) {}

  private final Nodes nodes;
  private final long size;

  /** A view of the first {@code size} leaves. */
  public MerkleTree(Nodes nodes, long size) {
    if (size < 0) {
      throw new IllegalArgumentException("size is negative: " + size);
    }
    this.nodes = nodes;
    this.size = size;
  }

  /** Returns SHA-256(0x00 ‖ entry). */
  public static byte[] leafHash(byte[] entry) {
    return sha256((byte) 0, entry, new byte[0]);
  }

  /** Returns SHA-256(0x01 ‖ left ‖ right). */
  public static byte[] nodeHash(byte[] left, byte[] right) {
    return sha256((byte) 1, left, right);
  }

  /**
   * Returns the subtrees that become complete when this leaf joins as number {@code size}, the leaf
   * itself first.
   */
  public List<Node> append(byte[] leafHash) {
    List<Node> complete = new ArrayList<>();
    Node node = new Node(0, size, leafHash);
    complete.add(node);
    while ((node.index() & 1) == 1) {
      byte[] left = nodes.hash(node.level(), node.index() - 1);
      node = new Node(node.level() + 1, node.index() >> 1, nodeHash(left, node.hash()));
      complete.add(node);
    }
    return complete;
  }

  /** Returns the root; of the empty tree, SHA-256 of nothing. */
  public byte[] root() {
    return size == 0 ? digest().digest() : hash(0, size);
  }

  /** Returns the audit path of leaf {@code index}, nearest sibling first. */
  public List<byte[]> inclusionPath(long index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("leaf " + index + " of " + size);
    }
    List<byte[]> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long split = from + largestPowerBelow(to - from);
      if (index < split) {
        path.add(hash(split, to));
        to = split;
      } else {
        path.add(hash(from, split));
        from = split;
      }
    }
    Collections.reverse(path);
    return path;
  }

  /**
   * Tells whether the path leads from this leaf, at this place in a tree of this size, to this root
   * (RFC 9162, 2.1.3.2).
   */
  public static boolean includes(
      byte[] root, byte[] leafHash, long index, long size, List<byte[]> path) {
    if (index < 0 || index >= size) {
      return false;
    }
    long place = index;
    long last = size - 1;
    byte[] hash = leafHash;
    for (byte[] sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        hash = nodeHash(sibling, hash);
        while ((place & 1) == 0 && place != 0) {
          place >>= 1;
          last >>= 1;
        }
      } else {
        hash = nodeHash(hash, sibling);
      }
      place >>= 1;
      last >>= 1;
    }
    return last == 0 && MessageDigest.isEqual(root, hash);
  }

  private byte[] hash(long from, long to) {
    long count = to - from;
    if (Long.bitCount(count) == 1) {
      int level = Long.numberOfTrailingZeros(count);
      return nodes.hash(level, from >> level);
    }
    long split = from + largestPowerBelow(count);
    return nodeHash(hash(from, split), hash(split, to));
  }

  private static long largestPowerBelow(long count) {
    return Long.highestOneBit(count - 1);
  }

  private static byte[] sha256(byte prefix, byte[] first, byte[] second) {
    MessageDigest digest = digest();
    digest.update(prefix);
    digest.update(first);
    digest.update(second);
    return digest.digest();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
