package dev.lethe.service.quarantine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lethe.cryptovault.KeyDestroyedException;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Plain;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.VaultService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Holds back events of erased people. They are sealed under a key for each data set and day that is
 * destroyed when their time is over, so nothing of them is kept longer, in no backup either.
 */
@ApplicationScoped
public class QuarantineService {
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int DAYS_AT_ONCE = 100;

  private final QuarantineStore store;
  private final VaultService vault;
  private final AuditService audit;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Duration retention;
  private final long mostEntries;

  QuarantineService(
      QuarantineStore store,
      VaultService vault,
      AuditService audit,
      SecureRandom random,
      InstantSource clock,
      @ConfigProperty(name = "lethe.quarantine.retention", defaultValue = "P7D") Duration retention,
      @ConfigProperty(name = "lethe.quarantine.most-entries", defaultValue = "1000000")
          long mostEntries) {
    if (retention.compareTo(SHORTEST) < 0 || retention.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "lethe.quarantine.retention must lie between an hour and 31 days");
    }
    this.store = store;
    this.vault = vault;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
    this.retention = retention;
    this.mostEntries = mostEntries;
  }

  /**
   * Holds events back, durably when it returns. An event that is sent again on the same day or the
   * next, byte for byte, has the entry that it had before.
   *
   * @return the entry of each event, in order; none where the data set's quarantine has no room for
   *     all that were not there before
   */
  public List<Optional<EntryId>> hold(String dataset, List<byte[]> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    var now = clock.instant();
    var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var key = key(dataset, day);
    var texts = events.stream().map(event -> new String(event, ISO_8859_1)).toList();
    var prints = prints(key, dataset, texts);
    var earlier = earlier(dataset, day.minusDays(1), texts);
    var arrivals = arrivals(dataset, key, events, prints);
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          store.queueUp(dataset);
          var known = store.known(dataset, day, arrivals.keySet());
          var before = store.known(dataset, day.minusDays(1), earlier);
          for (int i = 0; i < earlier.size(); i++) {
            var entry = before.get(earlier.get(i));
            if (entry != null) {
              known.putIfAbsent(prints.get(i), entry);
            }
          }
          var fresh =
              arrivals.values().stream().filter(one -> !known.containsKey(one.print())).toList();
          if (store.takeRoom(dataset, fresh.size(), mostEntries)) {
            store.insert(dataset, day, fresh, now);
            fresh.forEach(one -> known.put(one.print(), one.id()));
          }
          return prints.stream().map(print -> Optional.ofNullable(known.get(print))).toList();
        });
  }

  private List<Fingerprint> prints(KeyId key, String dataset, List<String> texts) {
    return vault.fingerprints(key, "quarantine/" + dataset, texts).stream()
        .map(Fingerprint::new)
        .toList();
  }

  /** The same under the key of an earlier day; none where there is no such key any more. */
  private List<Fingerprint> earlier(String dataset, LocalDate day, List<String> texts) {
    try {
      return store.key(dataset, day).map(key -> prints(key, dataset, texts)).orElse(List.of());
    } catch (KeyDestroyedException e) {
      return List.of();
    }
  }

  /** Each event once, sealed. */
  private Map<Fingerprint, QuarantineStore.Arrival> arrivals(
      String dataset, KeyId key, List<byte[]> events, List<Fingerprint> prints) {
    var distinct = new LinkedHashMap<Fingerprint, Plain>();
    var ids = new ArrayList<EntryId>();
    for (int i = 0; i < events.size(); i++) {
      if (!distinct.containsKey(prints.get(i))) {
        var id = EntryId.random(random);
        ids.add(id);
        distinct.put(prints.get(i), new Plain(key, field(dataset, id), events.get(i)));
      }
    }
    var sealed = vault.seal(List.copyOf(distinct.values()));
    var arrivals = new LinkedHashMap<Fingerprint, QuarantineStore.Arrival>();
    for (var print : distinct.keySet()) {
      int next = arrivals.size();
      arrivals.put(print, new QuarantineStore.Arrival(ids.get(next), print, sealed.get(next)));
    }
    return arrivals;
  }

  private KeyId key(String dataset, LocalDate day) {
    return store
        .key(dataset, day)
        .orElseGet(() -> {
          var endsAt = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(retention);
          store.insertDay(dataset, day, vault.createKeys(1).getFirst(), endsAt);
          return store.key(dataset, day).orElseThrow();
        });
  }

  private static String field(String dataset, EntryId id) {
    return "quarantine/" + dataset + "/" + id;
  }

  /** How many entries the data sets have, by name. */
  List<QuarantineStore.Count> counts(String after, int limit) {
    return store.counts(after, limit);
  }

  /** Entries of a data set, oldest first. */
  List<Entry> entries(String dataset, long after, int limit) {
    return store.after(dataset, after, limit);
  }

  /** Opens entries that were not released yet, oldest first, those behind {@code after}. */
  public List<HeldEvent> openNext(String dataset, long after, int limit) {
    return opened(dataset, store.unreleased(dataset, after, limit));
  }

  /** Opens these entries, those that are still there, released or not. */
  public List<HeldEvent> open(String dataset, List<EntryId> ids) {
    return opened(dataset, store.named(dataset, ids));
  }

  private List<HeldEvent> opened(String dataset, List<QuarantineStore.SealedEntry> entries) {
    var opened =
        vault.open(
            entries.stream()
                .map(e -> new Sealed(e.key(), field(dataset, e.id()), e.sealed()))
                .toList());
    var events = new ArrayList<HeldEvent>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      if (opened.get(i) instanceof Opened.Value(byte[] event)) {
        events.add(new HeldEvent(entries.get(i).id(), entries.get(i).seq(), event));
      }
    }
    return events;
  }

  /** Says that these events were given out. They stay until their time is over. */
  public void released(String dataset, List<EntryId> entries, String actor, String reason) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          store.released(entries, clock.instant());
          log("quarantine.released", actor, dataset, entries, reason);
        });
  }

  /** Throws events away; those that are not there are no error. */
  int discard(String dataset, List<EntryId> entries, String actor, String reason) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          int gone = store.delete(dataset, entries);
          store.giveRoom(dataset, gone);
          log("quarantine.discarded", actor, dataset, entries, reason);
          return gone;
        });
  }

  private void log(
      String what, String actor, String dataset, List<EntryId> entries, String reason) {
    audit.append(
        new AuditEvent(
            what,
            actor,
            Map.of(
                "dataset", dataset,
                "entries", entries.stream().map(EntryId::toString).toList(),
                "reason", reason)));
  }

  /**
   * Ends the days whose time is over, a bounded number of them. Their keys go first, so that
   * nothing can be read of what a crash leaves behind; the next call deletes it.
   */
  void end() {
    var ended = store.ended(clock.instant(), DAYS_AT_ONCE);
    if (ended.isEmpty()) {
      return;
    }
    vault.shred(ended.stream().map(QuarantineStore.Day::key).toList(), "quarantine_ended");
    ended.forEach(day -> QuarkusTransaction.requiringNew().run(() -> delete(day)));
  }

  private void delete(QuarantineStore.Day day) {
    store
        .delete(day)
        .ifPresent(entries -> {
          store.giveRoom(day.dataset(), entries);
          audit.append(
              new AuditEvent(
                  "quarantine.ended",
                  AuditEvent.SYSTEM,
                  Map.of(
                      "dataset", day.dataset(), "day", day.day().toString(), "entries", entries)));
        });
  }
}
