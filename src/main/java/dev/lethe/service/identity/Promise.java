package dev.lethe.service.identity;

import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.cluster.Resolver.Candidate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How much the blocking values that two profiles share promise, before either is opened. A value
 * held by few promises much. Values that say the same (a name and its first half, a word beside a
 * city and beside that city's postcodes) count once.
 */
final class Promise {
  /** Below it a pair is not worth opening: a rare value must be shared, or two of two meanings. */
  private static final double LEAST = 9.5;

  private static final double MOST = 12;

  /**
   * Of people who share nothing else than where they live or when they were born, hardly two are
   * one.
   */
  private static final double WEAK = 3;

  private final Map<Meaning, Map<Candidate, Double>> best = new EnumMap<>(Meaning.class);

  /** What a blocking value says. */
  private enum Meaning {
    EMAIL,
    PHONE,
    LOYALTY_ID,
    DEVICE_ID,
    COOKIE_ID,
    NATIONAL_ID,
    NAME,
    NAME_AND_PLACE,
    NAME_AND_DATE,
    DATE,
    PLACE;

    static Meaning of(BlockingRule rule) {
      return switch (rule) {
        case EMAIL, EMAIL_LOCAL -> EMAIL;
        case PHONE, PHONE_LOCAL -> PHONE;
        case LOYALTY_ID -> LOYALTY_ID;
        case DEVICE_ID -> DEVICE_ID;
        case COOKIE_ID -> COOKIE_ID;
        case NATIONAL_ID -> NATIONAL_ID;
        case NAME, WORD_PAIR, PREFIXES, RARE_WORD, WORD_HEAD, WORD_TAIL -> NAME;
        case WORD_PLACE, WORD_DISTRICT, SOUND_PLACE -> NAME_AND_PLACE;
        case NAME_BIRTH_DATE, BIRTH_DATE_WORD, WORD_YEAR, SOUND_YEAR -> NAME_AND_DATE;
        case BIRTH_DATE, BIRTH_DATE_PLACE, PLACE_DAY -> DATE;
        case POSTCODE, STREET -> PLACE;
      };
    }
  }

  /** What sharing a value with so many holders promises by itself. */
  static double worth(BlockingRule rule, int holders) {
    var weak =
        switch (rule) {
          case WORD_YEAR, SOUND_YEAR, BIRTH_DATE, PLACE_DAY, POSTCODE, STREET -> WEAK;
          default -> 0;
        };
    return MOST - weak - Math.log(holders) / Math.log(2);
  }

  /** Notes that a pair shares a value. */
  void shared(Candidate pair, BlockingRule rule, double worth) {
    best.computeIfAbsent(Meaning.of(rule), m -> new HashMap<>()).merge(pair, worth, Math::max);
  }

  /** The pairs worth opening, each with all that it promises. */
  Map<Candidate, Double> kept() {
    var sums = new HashMap<Candidate, Double>();
    best.values()
        .forEach(pairs -> pairs.forEach((pair, worth) -> sums.merge(pair, worth, Double::sum)));
    sums.values().removeIf(sum -> sum < LEAST);
    return sums;
  }
}
