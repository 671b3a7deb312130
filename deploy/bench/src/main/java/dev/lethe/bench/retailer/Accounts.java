package dev.lethe.bench.retailer;

import dev.lethe.bench.retailer.Person.Home;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What the retailer's systems know of people: each its own part, with its own mistakes. */
final class Accounts {
  private static final double AT_THE_TILL = 0.12;
  private static final double ON_THE_PHONE = 0.05;

  private final RandomGenerator random;
  private final Typos typos;
  private int serial = 100_000;

  Accounts(RandomGenerator random) {
    this.random = random;
    this.typos = new Typos(random);
  }

  /** The accounts of one person; everybody has one at least. */
  List<Account> of(Person person) {
    List<Account> accounts = new ArrayList<>();
    boolean card = random.nextDouble() < 0.75;
    if (card) {
      accounts.add(loyaltyCard(person));
    }
    if (card && random.nextDouble() < 0.04) {
      accounts.add(loyaltyCard(person));
    }
    if (!card || random.nextDouble() < 0.65) {
      accounts.add(webAccount(person));
    }
    if (random.nextDouble() < 0.3) {
      accounts.add(appDevice(person));
    }
    return accounts;
  }

  private Account loyaltyCard(Person person) {
    String number = "L" + nextSerial();
    Map<String, Object> attributes = new LinkedHashMap<>();
    boolean nick = random.nextDouble() < 0.15;
    attributes.put(
        "given_name", typos.sometimes(nick ? person.nickname() : person.givenName(), AT_THE_TILL));
    attributes.put("family_name", typos.sometimes(person.familyName(), AT_THE_TILL));
    if (random.nextDouble() < 0.8) {
      attributes.put("birth_date", person.birthDate().toString());
    }
    if (random.nextDouble() < 0.7) {
      attributes.put("phone", List.of(person.phone()));
    }
    if (random.nextDouble() < 0.55) {
      attributes.put("email", List.of(person.email()));
    }
    attributes.put("address", List.of(address(person.earlierHome(), AT_THE_TILL)));
    attributes.put("loyalty_id", List.of(number));
    return new Account(person.id(), "pos", number, attributes);
  }

  private Account webAccount(Person person) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("given_name", person.givenName());
    attributes.put("family_name", typos.sometimes(person.familyName(), ON_THE_PHONE));
    attributes.put("email", List.of(person.email()));
    if (random.nextDouble() < 0.6) {
      attributes.put("phone", List.of(person.phone()));
    }
    if (random.nextDouble() < 0.5) {
      attributes.put("birth_date", person.birthDate().toString());
    }
    attributes.put("address", List.of(address(person.home(), ON_THE_PHONE)));
    return new Account(person.id(), "web", "W" + nextSerial(), attributes);
  }

  private Account appDevice(Person person) {
    String device = "D" + nextSerial() + "-" + Integer.toHexString(random.nextInt());
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("given_name", typos.sometimes(person.givenName(), ON_THE_PHONE));
    attributes.put("family_name", typos.sometimes(person.familyName(), ON_THE_PHONE));
    attributes.put("email", List.of(person.email()));
    if (random.nextDouble() < 0.8) {
      attributes.put("phone", List.of(person.phone()));
    }
    attributes.put("device_id", List.of(device));
    return new Account(person.id(), "app", device, attributes);
  }

  private Map<String, Object> address(Home home, double slips) {
    Map<String, Object> address = new LinkedHashMap<>();
    address.put("house_number", home.houseNumber());
    address.put("street", typos.sometimes(home.street(), slips));
    if (!home.unit().isEmpty()) {
      address.put("unit", home.unit());
    }
    address.put("city", home.city());
    address.put("region", home.region());
    address.put("postcode", home.postcode());
    address.put("country", "US");
    return address;
  }

  private int nextSerial() {
    return serial += 1 + random.nextInt(7);
  }
}
