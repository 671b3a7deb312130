package dev.lethe.identitygraph.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Blocks and their members side by side: block {@code k} is called {@code names[k]} and holds the
 * profiles {@code members[start[k]]} up to {@code start[k + 1]}; a profile's blocks likewise.
 *
 * @param names what stands for the key of each block, ascending
 * @param chunkStart the first block of every chunk of about equally many pairs
 * @param crowds profiles that share an identifier, more than one customer may have
 */
record BlockLayout(
    long[] names,
    int[] start,
    int[] members,
    int[] profileStart,
    int[] profileBlocks,
    int[] chunkStart,
    List<Blocks.Crowd> crowds) {

  private static final int CHUNK_PAIRS = 1 << 16;

  static BlockLayout of(int profiles, long[] entries) {
    var names = new long[1024];
    var starts = new int[1024];
    var members = new int[entries.length];
    var crowds = new ArrayList<Blocks.Crowd>();
    var blocks = 0;
    var size = 0;
    for (var from = 0; from < entries.length; ) {
      var to = end(entries, from);
      var name = BlockEntries.name(entries[from]);
      var rule = BlockEntries.rule(name);
      if (crowded(rule, to - from)) {
        crowds.add(new Blocks.Crowd(rule, positions(entries, from, to)));
      }
      if (to - from > 1 && to - from <= rule.cap()) {
        if (blocks + 1 == starts.length) {
          starts = Arrays.copyOf(starts, starts.length * 2);
          names = Arrays.copyOf(names, names.length * 2);
        }
        names[blocks] = name;
        starts[blocks++] = size;
        for (var k = from; k < to; k++) {
          members[size++] = BlockEntries.position(entries[k]);
        }
      }
      from = to;
    }
    starts[blocks] = size;
    return of(
        profiles,
        Arrays.copyOf(names, blocks),
        Arrays.copyOf(starts, blocks + 1),
        Arrays.copyOf(members, size),
        crowds);
  }

  private static int end(long[] entries, int from) {
    var to = from + 1;
    while (to < entries.length
        && BlockEntries.name(entries[to]) == BlockEntries.name(entries[from])) {
      to++;
    }
    return to;
  }

  private static boolean crowded(BlockingRule rule, int holders) {
    return IdentifierCap.of(rule).filter(cap -> holders > cap.candidates()).isPresent();
  }

  private static int[] positions(long[] entries, int from, int to) {
    return Arrays.stream(entries, from, to).mapToInt(BlockEntries::position).toArray();
  }

  private static BlockLayout of(
      int profiles, long[] names, int[] start, int[] members, List<Blocks.Crowd> crowds) {
    var profileStart = new int[profiles + 1];
    for (var member : members) {
      profileStart[member + 1]++;
    }
    Arrays.parallelPrefix(profileStart, Integer::sum);
    var next = Arrays.copyOf(profileStart, profiles);
    var profileBlocks = new int[members.length];
    for (var block = 0; block < names.length; block++) {
      for (var k = start[block]; k < start[block + 1]; k++) {
        profileBlocks[next[members[k]]++] = block;
      }
    }
    return new BlockLayout(
        names, start, members, profileStart, profileBlocks, chunkStart(start), crowds);
  }

  private static int[] chunkStart(int[] start) {
    var chunks = IntStream.builder().add(0);
    var pairs = 0L;
    for (var block = 0; block + 1 < start.length; block++) {
      long size = start[block + 1] - start[block];
      pairs += size * (size - 1) / 2;
      if (pairs >= CHUNK_PAIRS || block + 2 == start.length) {
        chunks.add(block + 1);
        pairs = 0;
      }
    }
    return chunks.build().toArray();
  }
}
