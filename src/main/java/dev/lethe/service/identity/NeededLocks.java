package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.block.IdentifierCap;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the {@link WriteLocks} a writer needs for what it writes. */
final class NeededLocks {
  private NeededLocks() {}

  static Set<Long> ofCustomers(Collection<CustomerId> customers) {
    return customers.stream().map(WriteLocks::of).collect(Collectors.toSet());
  }

  /** Their identifiers and their names at the sources. */
  static Set<Long> ofDrafts(List<Draft> fresh, List<Draft> changed) {
    var locks = new HashSet<Long>();
    for (var drafts : List.of(fresh, changed)) {
      for (var draft : drafts) {
        addIdentifiers(locks, draft.derived().blocks());
        locks.add(ByteBuffer.wrap(draft.sourceKeyIndex()).getLong());
      }
    }
    return locks;
  }

  /** Their identifiers and the customers that they are of. */
  static Set<Long> ofWaiting(List<Waiting> waiting) {
    var locks = new HashSet<Long>();
    waiting.forEach(one -> addIdentifiers(locks, one.blocks()));
    locks.addAll(ofCustomers(customersOf(waiting.stream().map(Waiting::profile).toList())));
    return locks;
  }

  /** Two profiles of one person that share none of these are joined by the settle pass at last. */
  private static void addIdentifiers(Set<Long> locks, List<Long> blocks) {
    for (var block : blocks) {
      if (IdentifierCap.of(BlockValue.rule(block)).isPresent()) {
        locks.add(block);
      }
    }
  }

  /** The customers of profiles that have one, in order. */
  static Set<CustomerId> customersOf(Collection<StoredProfile> profiles) {
    return profiles.stream()
        .flatMap(profile -> Stream.ofNullable(profile.customer()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
