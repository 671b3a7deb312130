package dev.lethe.service.policy;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.policy.TokenPolicy.Allowance;
import dev.lethe.service.policy.TokenPolicy.Anomaly;
import dev.lethe.service.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller has revealed under a rule in a day.
 *
 * @param taken values
 * @param bucket how much of the minute's values is used up
 * @param seen the people since a second person last let the caller go on
 * @param peopleBefore how many there were before that
 * @param usualPeople the caller's median day; null where too few days are known
 */
record RevealUse(
    LocalDate day,
    long taken,
    Bucket bucket,
    PeopleSketch seen,
    int peopleBefore,
    @Nullable Double usualPeople) {

  /** What somebody wants to reveal now: a value for each key, under a rule. */
  record Demand(String ground, Allowance allowance, List<KeyId> keys) {
    int values() {
      return keys.size();
    }
  }

  /** Why a caller has to be stopped. */
  record Excess(String why, int people, int bound) {}

  /** Adds the people of a demand, and says whether they are too many. */
  Optional<Excess> see(Demand demand, Anomaly anomaly) {
    demand.keys().forEach(seen::add);
    int people = seen.count();
    int limit = demand.allowance().peoplePerDay();
    int unusual = unusual(anomaly);
    if (people <= Math.min(limit, unusual)) {
      return Optional.empty();
    }
    return Optional.of(
        unusual < limit
            ? new Excess("unusual", people, unusual)
            : new Excess("people_per_day", people, limit));
  }

  private int unusual(Anomaly anomaly) {
    var usual = usualPeople;
    return usual == null
        ? Integer.MAX_VALUE
        : (int) Math.max(anomaly.peopleAtLeast(), anomaly.timesUsual() * usual);
  }

  /** Why the values are too many, if they are. */
  Optional<ProblemException> tooMany(Demand demand, Instant now) {
    var allowance = demand.allowance();
    int values = demand.values();
    long most = Math.min(allowance.valuesPerMinute(), allowance.valuesPerDay());
    if (values > most) {
      return Optional.of(TooMany.atOnce(most));
    }
    if (taken + values > allowance.valuesPerDay()) {
      var midnight = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      return Optional.of(
          TooMany.perDay(
              allowance.valuesPerDay(), Duration.between(now, midnight).toSeconds() + 1));
    }
    long perMinute = allowance.valuesPerMinute();
    var level = bucket.drained(now, perMinute);
    return level.hasRoom(values, perMinute)
        ? Optional.empty()
        : Optional.of(TooMany.perMinute(perMinute, level.secondsUntilRoom(values, perMinute)));
  }

  /** With the values of a demand, whose people {@link #see} has added. */
  RevealUse plus(Demand demand, Instant now) {
    int values = demand.values();
    return new RevealUse(
        day,
        taken + values,
        bucket.drained(now, demand.allowance().valuesPerMinute()).plus(values),
        seen,
        peopleBefore,
        usualPeople);
  }

  int people() {
    return peopleBefore + seen.count();
  }
}
