package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.Raw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Made-up people with one to three profiles each, every second value with a wrong letter. */
final class Crowd {

  private static final List<String> SYLLABLES =
      List.of("ba", "ken", "lo", "mir", "ta", "sol", "ne", "ger", "vi", "dan", "hu", "pel");

  final List<Profile> profiles = new ArrayList<>();
  final Map<ProfileId, Integer> person = new HashMap<>();
  private final SplittableRandom random;

  Crowd(int people, long seed, boolean namesAndDatesOnly) {
    random = new SplittableRandom(seed);
    for (var p = 0; p < people; p++) {
      add(p, namesAndDatesOnly);
    }
  }

  private void add(int number, boolean namesAndDatesOnly) {
    var given = word(2);
    var family = word(3);
    var born =
        "19%02d-%02d-%02d"
            .formatted(random.nextInt(30, 99), random.nextInt(1, 13), random.nextInt(2, 29));
    var copies = namesAndDatesOnly ? 2 : random.nextInt(1, 4);
    for (var copy = 0; copy < copies; copy++) {
      var wrong = copy == 0 ? -1 : random.nextInt(3);
      var raw =
          Raw.raw()
              .name(wrong == 0 ? mistyped(given) : given, wrong == 1 ? mistyped(family) : family)
              .born(wrong == 2 ? otherDay(born) : born);
      if (!namesAndDatesOnly) {
        raw.address(word(3) + "weg " + (1 + number % 90), "%05d".formatted(number % 700), word(2));
        raw.email(given + "." + family + number + "@web.de");
      }
      var id = ProfileId.next(random);
      profiles.add(new Profile(id, "shop", raw.attributes()));
      person.put(id, number);
    }
  }

  private String word(int syllables) {
    var word = new StringBuilder();
    for (var s = 0; s < syllables; s++) {
      word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
    }
    return word.toString();
  }

  private String mistyped(String word) {
    var at = random.nextInt(1, word.length());
    return word.substring(0, at) + (char) ('a' + random.nextInt(26)) + word.substring(at + 1);
  }

  private static String otherDay(String date) {
    return date.substring(0, 9) + (char) ('0' + (date.charAt(9) - '0' + 1) % 10);
  }
}
