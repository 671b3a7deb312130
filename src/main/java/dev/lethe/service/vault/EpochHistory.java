package dev.lethe.service.vault;

import java.time.Instant;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The epochs that the database knows. */
final class EpochHistory {
  private final NavigableMap<Long, Epoch> epochs = new TreeMap<>();

  EpochHistory(Collection<Epoch> epochs) {
    epochs.forEach(epoch -> this.epochs.put(epoch.number(), epoch));
  }

  /** One epoch; its root key counts as destroyed once that was recorded. */
  record Epoch(long number, Instant startedAt, boolean destroyed) {}

  Epoch current() {
    return epochs.lastEntry().getValue();
  }

  /** All but the current one. */
  Collection<Epoch> former() {
    return epochs.headMap(epochs.lastKey()).values();
  }

  /**
   * When an epoch before the current one began, at the latest. A root key store may hold epochs
   * that the database lacks, because an older state of it was restored: those began before the next
   * one that it knows.
   */
  Instant startOf(long number) {
    return epochs.ceilingEntry(number).getValue().startedAt();
  }
}
