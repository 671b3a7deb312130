package dev.lethe.service.identity;

import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.block.IdentifierCap;
import dev.lethe.service.identity.GenericStore.Generic;
import dev.lethe.service.identity.SettledCounts.Counted;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Identifiers that one look found too many customers to hold, and what they still count for. */
final class Crowding {
  private final Map<Long, Generic> generic = new HashMap<>();

  /** Notes what profiles that wait hold of the values, given by how many customers hold each. */
  void note(List<Waiting> waiting, Map<Long, Integer> crowded) {
    if (crowded.isEmpty()) {
      return;
    }
    for (var one : waiting) {
      if (one.attributes() != null) {
        note(one, crowded);
      }
    }
  }

  /** Blocking values and features of an identifier are derived in the same order. */
  private void note(Waiting one, Map<Long, Integer> crowded) {
    var byRule = new HashMap<BlockingRule, List<ByteBuffer>>();
    for (var entry : FeatureList.read(one.profile().features()).entries()) {
      IdentifierCap.rule(entry.frequencyKind())
          .ifPresent(
              rule -> byRule.computeIfAbsent(rule, r -> new ArrayList<>()).add(entry.value()));
    }
    var places = new HashMap<BlockingRule, Integer>();
    for (var block : one.blocks()) {
      var rule = BlockValue.rule(block);
      var prints = byRule.getOrDefault(rule, List.of());
      var place = places.merge(rule, 1, Integer::sum) - 1;
      var customers = crowded.get(block);
      if (customers != null && place < prints.size()) {
        generic.put(block, generic(block, rule, prints.get(place), customers));
      }
    }
  }

  private static Generic generic(long block, BlockingRule rule, ByteBuffer print, int customers) {
    var level =
        customers > IdentifierCap.of(rule).orElseThrow().evidence()
            ? GenericStore.NO_EVIDENCE
            : GenericStore.NO_CANDIDATES;
    return new Generic(block, FeatureList.bytes(print), level, customers, false);
  }

  Collection<Generic> values() {
    return generic.values();
  }

  /** The counts, without the values that count for nothing now. */
  Counted demoting(Counted counted) {
    var demoted =
        generic.values().stream()
            .filter(value -> value.level() == GenericStore.NO_EVIDENCE)
            .map(value -> ByteBuffer.wrap(value.feature()))
            .collect(Collectors.toSet());
    return demoted.isEmpty() ? counted : counted.demoting(demoted);
  }
}
