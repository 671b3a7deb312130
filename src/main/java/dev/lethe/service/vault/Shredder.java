package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.UnknownKeyException;
import dev.lethe.cryptovault.page.KeyPages;
import dev.lethe.service.vault.TombstoneFile.Tombstone;
import dev.lethe.service.vault.VaultChange.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Destroys data keys in the pages and records it, in one transaction for all that was asked for in
 * the meantime, so that a path shared by many keys is written once.
 */
@ApplicationScoped
class Shredder {
  private static final Logger LOG = Logger.getLogger(Shredder.class);
  private static final int KEYS_PER_CHANGE = 10_000;
  private static final String REASON_CODE = "[a-z0-9_.:-]{1,64}";

  private final VaultDatabase database;
  private final Epochs epochs;
  private final TombstoneFile file;
  private final InstantSource clock;
  private final GroupCommit<Request, Answer> group =
      new GroupCommit<>(this::commit, request -> request.keys().size(), KEYS_PER_CHANGE);

  Shredder(VaultDatabase database, Epochs epochs, TombstoneFile file, InstantSource clock) {
    this.database = database;
    this.epochs = epochs;
    this.file = file;
    this.clock = clock;
  }

  /** Keys, each once. */
  private record Request(KeyPages pages, List<KeyId> keys, String reasonCode) {}

  /** How many keys a request has destroyed, or which of its keys was never made. */
  private record Answer(int shredded, Optional<KeyId> unknown) {}

  /** A key that dies in this change. */
  private record Dying(Tombstone tombstone, long slot) {}

  boolean isReady() {
    return file.isConfigured();
  }

  /** Destroys what still lives of the keys' families; returns how many they were. */
  int shred(KeyPages pages, Collection<KeyId> keys, String reasonCode) {
    if (!reasonCode.matches(REASON_CODE)) {
      throw new IllegalArgumentException("a reason code is like dsr_erasure");
    }
    var distinct = List.copyOf(new HashSet<>(keys));
    int shredded = 0;
    for (int from = 0; from < distinct.size(); from += KEYS_PER_CHANGE) {
      var some = distinct.subList(from, Math.min(distinct.size(), from + KEYS_PER_CHANGE));
      var answer = group.submit(new Request(pages, some, reasonCode));
      if (answer.unknown().isPresent()) {
        throw new UnknownKeyException(answer.unknown().get());
      }
      shredded += answer.shredded();
    }
    return shredded;
  }

  private List<Answer> commit(List<Request> requests) {
    return database.changing(change -> {
      var all = requests.stream().flatMap(r -> r.keys().stream()).collect(Collectors.toSet());
      var known = change.families(all);
      var dying = new LinkedHashMap<KeyId, Dying>();
      var answers = requests.stream().map(r -> answer(r, known, dying)).toList();
      destroy(change, requests.getFirst().pages(), dying.values());
      return answers;
    });
  }

  /** Adds the living keys of the request's families to those that die in this change. */
  private static Answer answer(
      Request request, Map<KeyId, KeyFamily> known, Map<KeyId, Dying> dying) {
    var unknown = request.keys().stream().filter(key -> !known.containsKey(key)).findFirst();
    if (unknown.isPresent()) {
      return new Answer(0, unknown);
    }
    int before = dying.size();
    request.keys().stream()
        .flatMap(key -> Stream.ofNullable(known.get(key)))
        .flatMap(family -> family.keys().stream())
        .filter(row -> !row.state().equals(KeyRow.SHREDDED))
        .forEach(row -> {
          var tombstone = new Tombstone(row.key(), request.reasonCode());
          dying.putIfAbsent(row.key(), new Dying(tombstone, row.slot()));
        });
    return new Answer(dying.size() - before, Optional.empty());
  }

  private void destroy(VaultChange change, KeyPages pages, Collection<Dying> dying) {
    if (dying.isEmpty()) {
      return;
    }
    var tombstones = dying.stream().map(Dying::tombstone).toList();
    var now = clock.instant();
    long epoch = epochs.current(change).number();
    pages.shred(change, dying.stream().mapToLong(Dying::slot).toArray(), epoch);
    change.holdBackStoredTokens();
    change.insertTombstones(tombstones, epoch, now);
    change.setState(tombstones.stream().map(Tombstone::key).toList(), KeyRow.SHREDDED, "shredded");
    file.append(tombstones, now);
  }

  /** Destroys again what a restored database brought back. */
  void obeyTombstones(KeyPages pages) {
    var keys = file.read().tombstones().stream().map(Tombstone::key).collect(Collectors.toSet());
    var alive =
        database.with(sql -> VaultChange.readKeys(sql, keys)).stream()
            .filter(row -> !row.state().equals(KeyRow.SHREDDED))
            .map(KeyRow::key)
            .toList();
    if (!alive.isEmpty()) {
      shred(pages, alive, "restored");
      LOG.warnf("%d keys had come back from a backup and were destroyed again", alive.size());
    }
  }
}
