package dev.lethe.service.identity;

import dev.lethe.identitygraph.block.BlockingRule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A blocking value in eight bytes: the rule above, 56 bits of the fingerprint below. Two values
 * that meet by chance only cost one comparison more.
 */
final class BlockValue {
  private static final int PRINT_BITS = 56;
  private static final BlockingRule[] RULES = rules();

  private BlockValue() {}

  static long of(BlockingRule rule, byte[] fingerprint) {
    return (long) rule.id() << PRINT_BITS
        | ByteBuffer.wrap(fingerprint).getLong() >>> Long.SIZE - PRINT_BITS;
  }

  static BlockingRule rule(long value) {
    return RULES[(int) (value >>> PRINT_BITS)];
  }

  /** As a column holds them. */
  static byte[] bytes(List<Long> values) {
    var bytes = ByteBuffer.allocate(Long.BYTES * values.size());
    values.forEach(bytes::putLong);
    return bytes.array();
  }

  static List<Long> list(byte[] bytes) {
    var values = new ArrayList<Long>(bytes.length / Long.BYTES);
    for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
      values.add(left.getLong());
    }
    return values;
  }

  private static BlockingRule[] rules() {
    var most = Arrays.stream(BlockingRule.values()).mapToInt(BlockingRule::id).max().orElse(0);
    var byId = new BlockingRule[most + 1];
    for (var rule : BlockingRule.values()) {
      byId[rule.id()] = rule;
    }
    return byId;
  }
}
