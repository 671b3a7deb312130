package dev.lethe.bench.retailer.crowd;

import dev.lethe.bench.retailer.Typos;
import dev.lethe.bench.retailer.crowd.Household.Member;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.normalise.RawAttributes;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of a retailer of any size, made one after the other: loyalty cards, web accounts,
 * app devices and anonymous cookies. The same for the same seed and size. Ids are random.
 */
public final class Crowd {

  static final List<Integer> AREAS =
      List.of(
          206, 212, 213, 214, 215, 216, 303, 305, 312, 313, 314, 404, 408, 410, 412, 415, 503, 504,
          505, 512, 513, 602, 612, 614, 615, 617, 619, 702, 713, 801, 804, 813, 816, 901, 904, 916,
          919);
  private static final double TYPO = .06;
  private static final double USUAL = .8;
  private static final double DATE_SLIP = .06;
  private static final int PROFILES_PER_STORE = 20_000;

  private final long seed;
  private final int size;
  private final SplittableRandom random;
  private final Typos typos;
  private final Consumer<CrowdProfile> taker;
  private int made;
  private long serial = 1_000_000;

  private Crowd(long seed, int size, Consumer<CrowdProfile> taker) {
    this.seed = seed;
    this.size = size;
    this.taker = taker;
    this.random = new SplittableRandom(seed);
    this.typos = new Typos(random);
  }

  /** Hands out exactly this many profiles, a household after the other. */
  public static void make(long seed, int profiles, Consumer<CrowdProfile> taker) {
    var crowd = new Crowd(seed, profiles, taker);
    var households = new Households(new SplittableRandom(seed + 1));
    while (crowd.made < profiles) {
      var household = households.next();
      household.members().forEach(member -> crowd.profiles(household, member));
    }
  }

  private void profiles(Household household, Member member) {
    var card = chance(.7);
    if (card) {
      give(member, "pos", loyaltyCard(household, member));
    }
    if (card && chance(.05)) {
      give(member, "pos", loyaltyCard(household, member));
    }
    if (!card || chance(.6)) {
      give(member, "web", account(household, member, null));
    }
    // Orders without an account leave a profile each.
    for (var guest = 0; guest < 3 && chance(.35); guest++) {
      give(member, "web", account(household, member, null));
    }
    if (chance(.3)) {
      give(member, "app", account(household, member, "%012x".formatted(random.nextLong() >>> 16)));
    }
    if (chance(.15)) {
      give(member, "site", cookieAlone(member));
    }
  }

  private void give(Member member, String source, RawAttributes attributes) {
    if (made < size) {
      made++;
      var id = ProfileId.next(new SplittableRandom(seed ^ (made * 0x9E3779B97F4A7C15L)));
      taker.accept(new CrowdProfile(id, member.person(), source, attributes));
    }
  }

  private RawAttributes loyaltyCard(Household household, Member member) {
    var family = chance(.5) ? member.earlierFamily() : member.family();
    return raw(
        given(member),
        middle(member),
        typos.sometimes(family, TYPO) + generation(member),
        chance(.75) ? born(member) : null,
        chance(.5) ? typos.sometimes(mostly(member.emails()), TYPO / 3) : null,
        chance(.004) ? till() : chance(.7) ? mostly(member.phones()) : null,
        address(member.moved() ? household.earlierHome() : household.home()),
        "L" + ++serial,
        null,
        null);
  }

  private RawAttributes account(Household household, Member member, @Nullable String device) {
    return raw(
        given(member),
        middle(member),
        typos.sometimes(member.family(), TYPO / 2) + generation(member),
        chance(.5) ? born(member) : null,
        chance(.05) ? household.mailbox() : mostly(member.emails()),
        chance(.6) ? mostly(member.phones()) : null,
        device == null || chance(.3) ? address(household.home()) : null,
        null,
        device,
        chance(.6) ? mostly(member.cookies()) : null);
  }

  private RawAttributes cookieAlone(Member member) {
    return raw(null, null, null, null, null, null, null, null, null, mostly(member.cookies()));
  }

  /** Who has changed a mailbox, number or browser is known under either. */
  private String mostly(List<String> values) {
    return chance(USUAL) ? values.getFirst() : values.get(1 + random.nextInt(values.size() - 1));
  }

  private @Nullable String middle(Member member) {
    if (member.middle().isEmpty() || chance(.6)) {
      return null;
    }
    return chance(.6) ? member.middle().substring(0, 1) : member.middle();
  }

  private String generation(Member member) {
    return member.generation().isEmpty() || chance(.4) ? "" : " " + member.generation();
  }

  private String given(Member member) {
    var given = member.given();
    if (chance(.02)) {
      return given.substring(0, 1);
    }
    return chance(.06)
        ? given.substring(0, Math.min(4, given.length()))
        : typos.sometimes(given, TYPO);
  }

  private String born(Member member) {
    var born = LocalDate.parse(member.born());
    return (chance(DATE_SLIP) ? mistaken(born) : born).toString();
  }

  private LocalDate mistaken(LocalDate born) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> born.withDayOfYear(1);
      case 2, 3 -> born.withDayOfMonth(1 + random.nextInt(28));
      case 4 -> born.plusMonths(random.nextInt(11) - 5L);
      case 5 -> born.plusYears(random.nextInt(3) - 1L);
      case 6 -> swapped(born);
      default -> born.plusYears(random.nextBoolean() ? 10 : -10);
    };
  }

  private static LocalDate swapped(LocalDate date) {
    return date.getDayOfMonth() > 12
        ? date
        : date.withDayOfMonth(1)
            .withMonth(date.getDayOfMonth())
            .withDayOfMonth(date.getMonthValue());
  }

  /** What a cashier types when a customer has no number at hand. */
  private String till() {
    var store = random.nextInt(Math.max(3, size / PROFILES_PER_STORE));
    return "(%d) 555-%04d".formatted(AREAS.get(store % AREAS.size()), store);
  }

  private RawAddress address(RawAddress home) {
    return chance(1 - TYPO)
        ? home
        : new RawAddress(
            typos.sometimes(String.valueOf(home.street()), 1),
            home.houseNumber(),
            null,
            home.city(),
            home.region(),
            chance(.5) ? null : home.postcode(),
            home.country());
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private static RawAttributes raw(
      @Nullable String given,
      @Nullable String middle,
      @Nullable String family,
      @Nullable String born,
      @Nullable String email,
      @Nullable String phone,
      @Nullable RawAddress address,
      @Nullable String loyalty,
      @Nullable String device,
      @Nullable String cookie) {
    return new RawAttributes(
        given,
        middle,
        family,
        null,
        some(email),
        some(phone),
        born,
        null,
        some(address),
        some(loyalty),
        some(device),
        some(cookie),
        List.of(),
        null,
        null);
  }

  private static <T> List<T> some(@Nullable T value) {
    return value == null ? List.of() : List.of(value);
  }
}
