package dev.lethe.bench.retailer;

import dev.lethe.bench.retailer.Person.Home;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes people, household by household: couples, children, twins, shared phones, people who moved.
 */
final class Population {
  private static final LocalDate OLDEST = LocalDate.of(1940, 1, 1);
  private static final List<String> MAIL =
      List.of("postbox.example", "mailhub.example", "webpost.example", "quickmail.example");
  private static final int MANY = 100_000;

  private final RandomGenerator random;
  private final Names names;
  private final List<Person> people = new ArrayList<>();

  Population(RandomGenerator random) {
    this.random = random;
    this.names = new Names(random);
  }

  List<Person> people(int count) {
    while (people.size() < count) {
      household(count);
    }
    return List.copyOf(people);
  }

  private void household(int count) {
    Names.Town town = names.town();
    Home home = names.home(town);
    Home earlier = names.home(town);
    String family = names.family();
    String sharedPhone = random.nextInt(3) == 0 ? phone(town) : null;
    LocalDate twins = random.nextInt(12) == 0 ? birthDate() : null;
    int size = Math.min(1 + random.nextInt(4), count - people.size());
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < size; i++) {
      boolean twin = twins != null && size >= 2 && i >= size - 2;
      person(
          unlike(taken),
          town,
          home,
          earlier,
          random.nextInt(6) == 0 ? names.family() : family,
          sharedPhone,
          twin ? twins : null);
    }
  }

  /** Nobody is called like someone else at home. */
  private Names.Given unlike(Set<String> taken) {
    Names.Given given = names.given();
    while (!taken.add(given.name())) {
      given = names.given();
    }
    return given;
  }

  private void person(
      Names.Given given,
      Names.Town town,
      Home home,
      Home earlier,
      String family,
      @Nullable String sharedPhone,
      @Nullable LocalDate twins) {
    int id = people.size();
    people.add(
        new Person(
            id,
            given.name(),
            given.nickname(),
            family,
            given.gender(),
            twins == null ? birthDate() : twins,
            home,
            random.nextInt(5) == 0 ? earlier : home,
            email(given.name(), family, id),
            sharedPhone == null ? phone(town) : sharedPhone,
            twins != null));
  }

  private LocalDate birthDate() {
    return OLDEST.plusDays(random.nextInt(365 * 66));
  }

  private String email(String given, String family, int id) {
    String name =
        switch (random.nextInt(3)) {
          case 0 -> given + "." + family + id;
          case 1 -> given.charAt(0) + family + id;
          default -> family + "." + given + id;
        };
    return name.toLowerCase(Locale.ROOT) + "@" + names.of(MAIL);
  }

  /** Numbers of the exchange that is kept for fiction and enquiries, then of others. */
  private String phone(Names.Town town) {
    int exchange = people.size() < MANY ? 555 : 220 + random.nextInt(300);
    return String.format("(%d) %d-%04d", town.areaCode(), exchange, random.nextInt(10_000));
  }
}
