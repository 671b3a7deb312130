package dev.lethe.identitygraph.pprl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Made-up people, and the mistakes that befall them. */
final class People {

  static final String SECRET = "a secret of two made-up partners";

  private static final String[] SYLLABLES = {
    "an", "bel", "cor", "da", "el", "fin", "gra", "hol", "is", "ju", "ka", "lin", "mo", "nor", "ol",
    "pe", "ra", "sto", "tu", "vi"
  };

  private People() {}

  static SharedSecret secret(String text) {
    return new SharedSecret(text.getBytes(StandardCharsets.UTF_8));
  }

  static ClkEncoder encoder() {
    try (var secret = secret(SECRET)) {
      return new ClkEncoder(LinkageSchema.shipped("person-address-1"), secret);
    }
  }

  static Map<String, String> person(SplittableRandom random) {
    var person = new HashMap<String, String>();
    person.put("given_name", word(random));
    person.put("family_name", word(random));
    person.put(
        "birth_date",
        "%d-%02d-%02d"
            .formatted(random.nextInt(1930, 2008), random.nextInt(1, 13), random.nextInt(1, 29)));
    person.put("street", word(random) + " street");
    person.put("house_number", Integer.toString(random.nextInt(1, 200)));
    person.put("city", word(random) + word(random));
    person.put("postcode", Integer.toString(random.nextInt(10_000, 99_999)));
    return person;
  }

  /** The same person with one slip of the pen. */
  static Map<String, String> slipped(Map<String, String> person, SplittableRandom random) {
    var slipped = new HashMap<>(person);
    switch (random.nextInt(3)) {
      case 0 -> slipped.computeIfPresent("family_name", (column, name) -> name + "e");
      case 1 -> slipped.remove("street");
      default -> {
        slipped.put("given_name", person.getOrDefault("family_name", ""));
        slipped.put("family_name", person.getOrDefault("given_name", ""));
      }
    }
    return slipped;
  }

  private static String word(SplittableRandom random) {
    var word = new StringBuilder();
    for (var i = 0; i < 3; i++) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }

  static List<EncodedRecord> encoded(String prefix, List<Map<String, String>> people) {
    var encoded = new ArrayList<EncodedRecord>();
    try (var encoder = encoder()) {
      for (var person : people) {
        var clk = encoder.encode(person).clk();
        if (clk != null) {
          encoded.add(new EncodedRecord(prefix + encoded.size(), clk));
        }
      }
    }
    return encoded;
  }
}
