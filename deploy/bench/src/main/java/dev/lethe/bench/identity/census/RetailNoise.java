package dev.lethe.bench.identity.census;

import dev.lethe.bench.identity.census.Resident.Dwelling;
import dev.lethe.bench.retailer.Nicknames;
import dev.lethe.bench.retailer.Typos;
import dev.lethe.identitygraph.normalise.RawAttributes;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What three systems of a retailer know of a resident: typos, nicknames, swapped day and month, an
 * address before a move, a name before a marriage, shared mailboxes and phones, and gaps.
 */
final class RetailNoise {

  private static final double TYPO = .07;
  private static final double NICKNAME = .12;
  private static final double OTHER_SURNAME = .06;
  private static final double MOVED = .12;
  private static final int MARRIAGE = 22;
  private static final int MAILBOX = 13;

  private final SplittableRandom random;
  private final Typos typos;
  private final List<Resident> everybody;
  private int serial = 40_000;

  RetailNoise(long seed, List<Resident> everybody) {
    this.random = new SplittableRandom(seed);
    this.typos = new Typos(random);
    this.everybody = everybody;
  }

  /** What people of one household have in common. */
  record Shared(String email, String phone, String tablet) {}

  /** What only one person has. */
  record Own(String email, String phone, String device, String earlierFamily, Dwelling earlier) {}

  Shared shared(Resident anyone) {
    return new Shared(
        "the." + letters(anyone.family()) + "s" + next() + "@homebox.example",
        phone(),
        "T" + next());
  }

  Own own(Resident resident) {
    var other = everybody.get(random.nextInt(everybody.size()));
    var married = resident.female() && resident.age() >= MARRIAGE && chance(OTHER_SURNAME * 2);
    return new Own(
        email(resident),
        phone(),
        "D" + next() + Integer.toHexString(random.nextInt()),
        married ? other.family() : resident.family(),
        chance(MOVED * 2) ? other.dwelling() : resident.dwelling());
  }

  /** One profile; {@code source} is one of web, app and pos. */
  RawAttributes profile(String source, Resident resident, Own own, Shared shared) {
    var family = chance(.5) ? own.earlierFamily() : resident.family();
    return new RawAttributes(
        given(resident),
        chance(.25) ? resident.initial() : null,
        chance(.01) ? null : typos.sometimes(family, TYPO),
        null,
        maybe(emailShare(source), email(resident, own, shared)),
        maybe(.55, phone(resident, own, shared)),
        chance(.7) ? born(resident) : null,
        chance(.3) ? (resident.female() ? "F" : "M") : null,
        maybe(.85, address(chance(.5) ? own.earlier() : resident.dwelling())),
        source.equals("pos") ? List.of("L" + next()) : List.of(),
        source.equals("app") ? List.of(chance(.06) ? shared.tablet() : own.device()) : List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }

  private static double emailShare(String source) {
    return source.equals("pos") ? .45 : .92;
  }

  private @Nullable String given(Resident resident) {
    if (chance(.01)) {
      return null;
    }
    if (chance(.02)) {
      return resident.given().substring(0, 1);
    }
    var given = chance(NICKNAME) ? Nicknames.of(resident.given()) : resident.given();
    return typos.sometimes(given, TYPO);
  }

  private String born(Resident resident) {
    var born = resident.born();
    if (born.getDayOfMonth() <= 12 && chance(.06)) {
      return "%d-%02d-%02d".formatted(born.getYear(), born.getDayOfMonth(), born.getMonthValue());
    }
    if (chance(.03)) {
      return born.withDayOfMonth(1 + (born.getDayOfMonth() + 9) % 28).toString();
    }
    return (chance(.01) ? born.withDayOfYear(1) : born).toString();
  }

  private String email(Resident resident, Own own, Shared shared) {
    return resident.age() < MAILBOX || chance(.12) ? shared.email() : own.email();
  }

  private String phone(Resident resident, Own own, Shared shared) {
    return !resident.adult() || chance(.2) ? shared.phone() : own.phone();
  }

  private RawAddress address(Dwelling home) {
    return new RawAddress(
        typos.sometimes(home.street(), TYPO),
        home.number(),
        chance(.3) ? null : home.unit(),
        chance(.05) ? null : home.city(),
        "WA",
        chance(.08) ? null : home.postcode(),
        null);
  }

  private String email(Resident resident) {
    var given = letters(resident.given());
    var family = letters(resident.family());
    var name =
        switch (random.nextInt(3)) {
          case 0 -> given + "." + family;
          case 1 -> given.charAt(0) + family;
          default -> family + given.charAt(0);
        };
    return name + random.nextInt(100) + "@" + (chance(.5) ? "mailhub" : "quickmail") + ".example";
  }

  private String phone() {
    return "(206) %d-%04d".formatted(230 + random.nextInt(600), random.nextInt(10_000));
  }

  private String next() {
    serial += 1 + random.nextInt(9);
    return Integer.toString(serial);
  }

  private <T> List<T> maybe(double share, T value) {
    return chance(share) ? List.of(value) : List.of();
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private static String letters(String name) {
    var letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return letters.isEmpty() ? "x" : letters;
  }
}
