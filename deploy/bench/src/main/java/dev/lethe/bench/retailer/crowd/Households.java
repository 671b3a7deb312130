package dev.lethe.bench.retailer.crowd;

import dev.lethe.bench.retailer.crowd.Household.Member;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes households: couples, children, twins, shared phones and mailboxes, phones that had another
 * owner before, role mailboxes of small firms, parents and children of one name, people who moved,
 * married, or have a second mailbox and phone.
 */
final class Households {

  private static final LocalDate OLDEST = LocalDate.of(1935, 1, 1);
  private static final int DAYS = 365 * 72;
  private static final int REMEMBERED = 10_000;
  private static final List<String> PROVIDERS =
      List.of("postbox.example", "mailhub.example", "webpost.example", "quickmail.example");
  private static final List<String> ROLES = List.of("info", "office", "sales", "contact");

  private final SplittableRandom random;
  private final Lexicon lexicon;
  private final List<String> givenUp = new ArrayList<>();
  private final List<String> firms = new ArrayList<>();
  private int people;

  Households(SplittableRandom random) {
    this.random = random;
    this.lexicon = new Lexicon(random);
  }

  Household next() {
    var town = lexicon.town();
    var family = lexicon.family();
    var phone = phone(town);
    var twins = chance(.02) ? born(0) : null;
    var members = new ArrayList<Member>();
    for (var size = 1 + random.nextInt(4); members.size() < size; ) {
      members.add(
          twins != null && size > 1 && members.size() < 2
              ? member(
                  town, twin(members), "", chance(.15) ? lexicon.family() : family, phone, twins)
              : other(town, family, phone, members));
    }
    var mailbox = "the." + lower(family) + "s" + random.nextInt(10_000) + "@homebox.example";
    return new Household(members, home(town), home(lexicon.town()), mailbox);
  }

  /** Twins often have names that sound alike. */
  private String twin(List<Member> members) {
    var given = lexicon.given();
    if (members.isEmpty() || chance(.7)) {
      return given;
    }
    var first = members.getFirst().given();
    return first.substring(0, Math.min(3, first.length() - 1))
        + given.substring(given.length() / 2);
  }

  /** Now and then a child that is named like its parent. */
  private Member other(int town, String family, String phone, List<Member> members) {
    if (!members.isEmpty() && chance(.02)) {
      var parent = members.getFirst();
      var born = LocalDate.parse(parent.born()).plusDays(365 * 20L + random.nextInt(365 * 20));
      return member(town, parent.given(), "Jr", parent.family(), phone, born.toString());
    }
    var own = chance(.15) ? lexicon.family() : family;
    return member(town, lexicon.given(), "", own, phone, born(members.size()));
  }

  private Member member(
      int town, String given, String generation, String family, String shared, String born) {
    return new Member(
        people++,
        given,
        chance(.3) ? lexicon.given() : "",
        family,
        generation,
        chance(.05) ? lexicon.family() : family,
        born,
        List.of(chance(.01) ? firm() : email(given, family), email(given, family)),
        List.of(chance(.25) ? shared : phone(town), phone(town)),
        List.of(cookie(), cookie(), cookie()),
        chance(.15));
  }

  private String cookie() {
    return "%016x".formatted(random.nextLong());
  }

  /** A mailbox that a handful of people read. */
  private String firm() {
    if (firms.isEmpty() || chance(.1)) {
      var role = ROLES.get(random.nextInt(ROLES.size()));
      firms.add(role + "@" + lower(lexicon.family()) + random.nextInt(1_000) + ".example");
    }
    return firms.get(random.nextInt(firms.size()));
  }

  private String email(String given, String family) {
    var name =
        switch (random.nextInt(3)) {
          case 0 -> given + "." + family;
          case 1 -> given.charAt(0) + family;
          default -> family + "." + given;
        };
    var number = chance(.3) ? "" : Integer.toString(random.nextInt(1_000));
    return lower(name) + number + "@" + PROVIDERS.get(random.nextInt(PROVIDERS.size()));
  }

  /** Now and then a number that somebody else has given up. */
  private String phone(int town) {
    if (givenUp.size() == REMEMBERED && chance(.015)) {
      return givenUp.get(random.nextInt(REMEMBERED));
    }
    var number =
        "(%d) %d-%04d"
            .formatted(
                Crowd.AREAS.get(town % Crowd.AREAS.size()),
                220 + random.nextInt(700),
                random.nextInt(10_000));
    if (givenUp.size() < REMEMBERED) {
      givenUp.add(number);
    } else {
      givenUp.set(random.nextInt(REMEMBERED), number);
    }
    return number;
  }

  private RawAddress home(int town) {
    return new RawAddress(
        lexicon.street(),
        Integer.toString(1 + random.nextInt(1_200)),
        chance(.25) ? "Apt " + (1 + random.nextInt(60)) : null,
        Lexicon.townName(town),
        null,
        lexicon.postcode(town),
        null);
  }

  /** Whoever comes third to a household was born later. */
  private String born(int place) {
    var from = place < 2 ? 0 : DAYS / 2;
    return OLDEST.plusDays(from + random.nextInt(DAYS - from)).toString();
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
