package dev.lethe.service.vault;

import dev.lethe.cryptovault.root.RootKeyException;
import dev.lethe.cryptovault.root.RootKeyStore;
import dev.lethe.cryptovault.root.SecretFile;
import dev.lethe.service.vault.EpochHistory.Epoch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import org.jboss.logging.Logger;

/**
 * Looks after the root keys from outside: what should be there is, what should be gone is, and who
 * must act is told by log, metric and health answer before it is too late.
 */
@ApplicationScoped
class VaultWatch {
  private static final Logger LOG = Logger.getLogger(VaultWatch.class);
  // What is done every minute may be late by a few.
  private static final Duration GRACE = Duration.ofMinutes(5);

  private final VaultDoor door;
  private final Epochs epochs;
  private final RootKeyStores stores;
  private final MemoryDumps dumps;
  private final InstantSource clock;
  private final Duration warnBefore;
  private volatile Set<VaultAlarm> raised = Set.of();
  private volatile double signInSeconds = Double.POSITIVE_INFINITY;
  private volatile boolean opensKeys = true;

  VaultWatch(
      VaultDoor door,
      Epochs epochs,
      RootKeyStores stores,
      MemoryDumps dumps,
      VaultConfig config,
      InstantSource clock,
      MeterRegistry meters) {
    this.door = door;
    this.epochs = epochs;
    this.stores = stores;
    this.dumps = dumps;
    this.clock = clock;
    this.warnBefore = config.transit().warnBefore();
    measure(meters);
  }

  private void measure(MeterRegistry meters) {
    Gauge.builder("lethe.vault.open", () -> door.isOpen() ? 1 : 0)
        .description("1 while the vault is open")
        .register(meters);
    Gauge.builder("lethe.vault.sign.in.seconds", () -> signInSeconds)
        .description("Until the right to use the root key store ends by itself")
        .register(meters);
    for (var alarm : VaultAlarm.values()) {
      Gauge.builder("lethe.vault.alarm", () -> raised.contains(alarm) ? 1 : 0)
          .description("1 while an operator has to act")
          .tag("alarm", alarm.code())
          .register(meters);
    }
  }

  /** The alarms found by the last look. */
  Set<VaultAlarm> alarms() {
    return raised;
  }

  /** Whether the last look found the root key that opens keys not opened yet. */
  boolean opensKeys() {
    return opensKeys;
  }

  void look() {
    var now = EnumSet.noneOf(VaultAlarm.class);
    if (stores.secretFiles().stream().anyMatch(SecretFile::isOpenToOthers)) {
      now.add(VaultAlarm.SECRET_FILE_OPEN_TO_OTHERS);
    }
    if (dumps.possible()) {
      now.add(VaultAlarm.MEMORY_CAN_REACH_A_DISK);
    }
    if (door.isOpen()) {
      lookInside(door.require().roots(), now);
    } else {
      door.alarm().ifPresent(now::add);
    }
    tell(now);
    raised = now;
  }

  private void lookInside(RootKeyStore roots, Set<VaultAlarm> now) {
    var history = epochs.history();
    if (isPast(epochs.policy().nextAfter(history.current().startedAt()))) {
      now.add(VaultAlarm.EPOCH_OVERDUE);
    }
    try {
      var held = roots.epochs();
      compare(history, held, now);
      lookAtSignIn(roots, now);
      opensKeys = held.contains(history.current().number());
    } catch (RootKeyException e) {
      now.add(VaultAlarm.ROOT_STORE_UNREACHABLE);
      opensKeys = false;
      if (!raised.contains(VaultAlarm.ROOT_STORE_UNREACHABLE)) {
        LOG.errorf("The root key store cannot be used: %s", e.getMessage());
      }
    }
  }

  private void compare(EpochHistory history, SortedSet<Long> held, Set<VaultAlarm> now) {
    var current = history.current();
    if (!held.contains(current.number())
        || history.former().stream().anyMatch(e -> isNeeded(e) && !held.contains(e.number()))) {
      now.add(VaultAlarm.ROOT_KEY_MISSING);
    }
    if (held.headSet(current.number()).stream()
        .anyMatch(e -> isPast(epochs.finalMoment(history.startOf(e))))) {
      now.add(VaultAlarm.ROOT_KEY_OUTLIVES_ITS_TIME);
    }
  }

  private boolean isNeeded(Epoch epoch) {
    return !epoch.destroyed() && clock.instant().isBefore(epochs.finalMoment(epoch.startedAt()));
  }

  private boolean isPast(Instant moment) {
    return clock.instant().isAfter(moment.plus(GRACE));
  }

  private void lookAtSignIn(RootKeyStore roots, Set<VaultAlarm> now) {
    var left = roots.signInEnds().map(end -> Duration.between(clock.instant(), end));
    signInSeconds = left.map(d -> (double) d.toSeconds()).orElse(Double.POSITIVE_INFINITY);
    if (left.isPresent() && left.get().compareTo(warnBefore) < 0) {
      now.add(VaultAlarm.SIGN_IN_ENDS_SOON);
    }
  }

  private void tell(Set<VaultAlarm> now) {
    var before = raised;
    now.stream()
        .filter(alarm -> !before.contains(alarm))
        .forEach(alarm -> LOG.errorf("Alarm of the vault: %s", alarm.code()));
    before.stream()
        .filter(alarm -> !now.contains(alarm))
        .forEach(alarm -> LOG.infof("Alarm of the vault is over: %s", alarm.code()));
  }
}
