package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyDestroyedException;
import dev.lethe.cryptovault.KeyFrozenException;
import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.normalise.Normaliser;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Writes profiles durably: first their keys, then sealed and resolved rows. An item that cannot be
 * taken loses nothing else.
 */
@ApplicationScoped
class ProfileIntake {
  private static final int MOST_RACES = 5;

  /** Fewer are done before other threads have been woken. */
  private static final int MANY = 20;

  private final ProfileStore store;
  private final ProfileResolver resolver;
  private final Draftsman draftsman;
  private final SourceStore sources;
  private final SuppressedPeople suppressed;
  private final Normaliser normaliser;

  ProfileIntake(
      ProfileStore store,
      ProfileResolver resolver,
      Draftsman draftsman,
      SourceStore sources,
      SuppressedPeople suppressed,
      InstantSource clock,
      @ConfigProperty(name = "lethe.identity.region", defaultValue = "US") String region) {
    this.store = store;
    this.resolver = resolver;
    this.draftsman = draftsman;
    this.sources = sources;
    this.suppressed = suppressed;
    this.normaliser = new Normaliser(clock, region);
  }

  /**
   * What became of an item: a profile and its customer, or the problem it has.
   *
   * @param unsettled whether there is more to weigh than one arrival may touch
   */
  record Taken(
      Outcome outcome,
      @Nullable ProfileId profile,
      @Nullable CustomerId customer,
      boolean unsettled,
      @Nullable ProblemException problem) {
    static Taken rejected(ProblemType type, String detail) {
      return new Taken(Outcome.REJECTED, null, null, false, new ProblemException(type, detail));
    }
  }

  Normaliser normaliser() {
    return normaliser;
  }

  /** Takes items in order; a later item of the same profile replaces an earlier one. */
  List<Taken> take(List<IncomingProfile> items) {
    return take(items, true);
  }

  /** Takes only items whose profile is not there yet; what is known of others stays. */
  List<Taken> takeUnseen(List<IncomingProfile> items) {
    return take(items, false);
  }

  private List<Taken> take(List<IncomingProfile> items, boolean replace) {
    var taken = new Taken[items.size()];
    var known = sources.known(items.stream().map(IncomingProfile::source).toList());
    var each = items.size() < MANY ? items.stream() : items.parallelStream();
    var comparable =
        each.map(item -> normaliser.normalise(item.raw(), item.country()).attributes()).toList();
    var stopped = suppressed.among(items, comparable);
    var waves = new TreeMap<Integer, List<Integer>>();
    var seen = new LinkedHashMap<IdentityService.SourceKey, Integer>();
    for (int i = 0; i < items.size(); i++) {
      if (!known.contains(items.get(i).source())) {
        taken[i] = Taken.rejected(ProblemType.UNKNOWN_SOURCE, "The source is not registered.");
      } else if (stopped.get(i)) {
        taken[i] = Taken.rejected(ProblemType.SUPPRESSED, "The person has been erased.");
      } else {
        var wave = seen.merge(key(items.get(i)), 1, Integer::sum);
        waves.computeIfAbsent(wave, w -> new ArrayList<>()).add(i);
      }
    }
    for (var wave : waves.values()) {
      write(wave, new Work(items, comparable, replace, taken), 0);
    }
    return Arrays.asList(taken);
  }

  static IdentityService.SourceKey key(IncomingProfile item) {
    return new IdentityService.SourceKey(item.source(), item.sourceKey());
  }

  /** The items of one call and their outcomes so far. */
  private record Work(
      List<IncomingProfile> items, List<Attributes> comparable, boolean replace, Taken[] taken) {}

  private void write(List<Integer> wave, Work work, int races) {
    if (races > MOST_RACES) {
      throw new ProblemException(ProblemType.CONFLICT, "Others write the same profiles.");
    }
    try {
      var raced = writeAll(wave, work);
      if (!raced.isEmpty()) {
        write(raced, work, races + 1);
      }
    } catch (KeyFrozenException | KeyDestroyedException e) {
      if (wave.size() == 1) {
        work.taken()[wave.getFirst()] =
            Taken.rejected(ProblemType.KEY_FROZEN, "The profile is being erased.");
      } else {
        wave.forEach(i -> write(List.of(i), work, races));
      }
    }
  }

  /** Writes one wave; answers the positions that someone else wrote first. */
  private List<Integer> writeAll(List<Integer> wave, Work work) {
    var wanted = wave.stream().map(work.items()::get).toList();
    var prints = draftsman.prints(wanted);
    var known =
        store.find(wanted.stream().map(IncomingProfile::source).toList(), prints.sourceKeys());
    var changed = new ArrayList<Integer>();
    for (int n = 0; n < wave.size(); n++) {
      var before = known.get(n);
      if (before != null
          && (!work.replace() || Arrays.equals(before.contentHash(), prints.contents().get(n)))) {
        work.taken()[wave.get(n)] =
            new Taken(Outcome.UNCHANGED, before.id(), before.customer(), false, null);
      } else {
        changed.add(n);
      }
    }
    var comparable = wave.stream().map(work.comparable()::get).toList();
    var drafts = draftsman.draw(changed, wanted, comparable, prints, known);
    return save(drafts, wave, known, work.taken());
  }

  private List<Integer> save(
      Map<Integer, Draft> drafts,
      List<Integer> wave,
      Map<Integer, ProfileStore.Known> known,
      Taken[] taken) {
    var fresh = new ArrayList<Draft>();
    var changed = new ArrayList<Draft>();
    drafts.forEach((n, draft) -> (known.containsKey(n) ? changed : fresh).add(draft));
    if (drafts.isEmpty()) {
      return List.of();
    }
    var written = resolver.write(fresh, changed);
    var raced = new ArrayList<Integer>();
    drafts.forEach((n, draft) -> {
      var customer = written.customers().get(draft.id());
      if (customer == null) {
        raced.add(wave.get(n));
      } else {
        taken[wave.get(n)] =
            new Taken(
                known.containsKey(n) ? Outcome.UPDATED : Outcome.CREATED,
                draft.id(),
                customer,
                written.unsettled().contains(draft.id()),
                null);
      }
    });
    return raced;
  }
}
