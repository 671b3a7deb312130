package dev.lethe.bench.retailer.crowd;

import dev.lethe.bench.retailer.Typos;
import dev.lethe.bench.retailer.crowd.Household.Member;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.normalise.RawAttributes;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
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
    if (chance(.3)) {
      give(member, "app", account(household, member, "%012x".formatted(random.nextLong() >>> 16)));
    }
    if (chance(.15)) {
      give(member, "site", raw(null, null, null, null, null, null, null, null, member.cookie()));
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
    return raw(
        given(member),
        typos.sometimes(chance(.5) ? member.earlierFamily() : member.family(), TYPO),
        chance(.75) ? born(member) : null,
        chance(.5) ? member.email() : null,
        chance(.004) ? till() : chance(.7) ? member.phone() : null,
        address(member.moved() ? household.earlierHome() : household.home()),
        "L" + ++serial,
        null,
        null);
  }

  private RawAttributes account(Household household, Member member, @Nullable String device) {
    return raw(
        given(member),
        typos.sometimes(member.family(), TYPO / 2),
        chance(.5) ? born(member) : null,
        chance(.05) ? household.mailbox() : member.email(),
        chance(.6) ? member.phone() : null,
        device == null || chance(.3) ? address(household.home()) : null,
        null,
        device,
        chance(.6) ? member.cookie() : null);
  }

  private String given(Member member) {
    var given = member.given();
    if (chance(.02)) {
      return given.substring(0, 1);
    }
    return chance(.08)
        ? given.substring(0, Math.min(4, given.length()))
        : typos.sometimes(given, TYPO);
  }

  private String born(Member member) {
    var born = member.born();
    if (chance(.02)) {
      return born.substring(0, 4) + "-01-01";
    }
    return chance(.02) ? born.substring(0, 8) + "%02d".formatted(1 + random.nextInt(28)) : born;
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
        null,
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
