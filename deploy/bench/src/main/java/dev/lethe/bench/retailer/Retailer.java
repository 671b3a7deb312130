package dev.lethe.bench.retailer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A whole retailer, the same to the last byte for the same seed and size. Which account belongs to
 * whom is known here and nowhere else.
 */
public final class Retailer {
  private final long seed;
  private final List<Person> people;
  private final List<Account> accounts;

  private Retailer(long seed, List<Person> people, List<Account> accounts) {
    this.seed = seed;
    this.people = people;
    this.accounts = accounts;
  }

  /** A retailer with this many customers. */
  public static Retailer of(long seed, int people) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Person> population = new Population(random.split()).people(people);
    Accounts makes = new Accounts(random.split());
    List<Account> accounts = new ArrayList<>();
    population.forEach(person -> accounts.addAll(makes.of(person)));
    SplittableRandom order = random.split();
    for (int i = accounts.size() - 1; i > 0; i--) {
      Collections.swap(accounts, i, order.nextInt(i + 1));
    }
    return new Retailer(seed, population, List.copyOf(accounts));
  }

  /** How many people there are. */
  public int people() {
    return people.size();
  }

  /** Every account, in no order of persons. */
  public List<Account> accounts() {
    return accounts;
  }

  /** What people did in the weeks before a moment. */
  public Events events(Instant until) {
    return new Events(accounts, new SplittableRandom(seed ^ 0x5DEECE66DL), until);
  }

  /**
   * People who can be asked for by name and found without doubt: known to at least two systems, one
   * of them the web shop, and no twin.
   */
  public List<List<Account>> wellKnown() {
    List<List<Account>> byPerson = new ArrayList<>();
    people.forEach(person -> byPerson.add(new ArrayList<>()));
    accounts.forEach(account -> byPerson.get(account.person()).add(account));
    return byPerson.stream()
        .filter(own -> own.size() >= 2 && !people.get(own.getFirst().person()).twin())
        .filter(own -> own.stream().anyMatch(a -> a.source().equals("web")))
        .filter(own ->
            own.stream().anyMatch(a -> a.source().equals("pos") && !a.values("email").isEmpty()))
        .toList();
  }
}
