package dev.lethe.cli.pprl;

import java.util.Map;

/**
 * What became of a file's rows.
 *
 * @param unusable by column, how many values were there and could not be used
 */
public record EncodeCounts(long encoded, long rejected, Map<String, Long> unusable) {

  public EncodeCounts {
    unusable = Map.copyOf(unusable);
  }
}
