package dev.lethe.identitygraph.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that says where a person is from, in one comparison, since its parts depend on each
 * other: postcode, street and town of the closest pair of addresses, and the place of birth.
 */
final class LocationComparison implements Comparison {

  /** Places by spelling. */
  static final WordPairs.Worth SPELLING =
      new WordPairs.Worth() {
        @Override
        public double of(Word s, Word t) {
          return alike(s, t);
        }

        @Override
        public boolean nothing(Word s, Word t) {
          return s.farFrom(t);
        }
      };

  private static final String[] POSTCODES = {
    "postcode unknown", "postcode differs", "postcode close", "postcode equal"
  };
  private static final String[] PLACES = {"place unknown", "place differs", "place agrees"};
  private static final int UNKNOWN = 0;
  private static final int DIFFERS = 1;
  private static final int PART = 2;
  private static final int EXACT = 3;
  private static final int AGREES = 2;
  private static final double CLOSE_POSTCODE_BITS = 9;
  private static final double HOUSE_NUMBER_BITS = 5;
  private static final double PLACE_CEILING = 12;
  private static final double STEP = 2048;
  private final WordPairs.Worth alikePlaces;

  LocationComparison(WordPairs.Worth alikePlaces) {
    this.alikePlaces = alikePlaces;
  }

  @Override
  public String field() {
    return "location";
  }

  @Override
  public List<String> levels() {
    var names = new ArrayList<String>();
    for (var postcode : POSTCODES) {
      for (var place : PLACES) {
        for (var bin : Bins.NAMES) {
          names.add(postcode + ", " + place + ", " + bin + " bits");
        }
      }
    }
    return names;
  }

  @Override
  public List<String> householdLevels() {
    return List.of("same address", "same area", "another area");
  }

  @Override
  public boolean knows(Prepared profile) {
    return profile.addresses.length > 0 || profile.birthPlace.known();
  }

  @Override
  public void compare(Prepared a, Prepared b, int field, Findings findings) {
    var best = seen(UNKNOWN, UNKNOWN, 0, false);
    for (var left : a.addresses) {
      for (var right : b.addresses) {
        best = Math.max(best, pair(left, right, findings.words));
      }
    }
    var born = place(a.birthPlace, b.birthPlace, findings.words.pairs());
    var postcode = (int) (best >>> 2 & 3);
    var place = Math.max((int) (best & 3), state(born));
    var bits = Math.max((best >>> 8) / STEP, born);
    if (postcode != UNKNOWN || place != UNKNOWN || bits > 0) {
      var level = (postcode * PLACES.length + place) * Bins.NAMES.length + Bins.of(bits);
      var house = (best >>> 4 & 1) == 1 || (postcode == EXACT && !housesKnown(a, b));
      findings.set(field, level, household(postcode, place, bits, house), 1);
    }
  }

  /** A postcode stands for the address only while the house is not known on both sides. */
  private static boolean housesKnown(Prepared a, Prepared b) {
    return houseKnown(a) && houseKnown(b);
  }

  private static boolean houseKnown(Prepared profile) {
    for (var address : profile.addresses) {
      if (address.houseNumber() != null) {
        return true;
      }
    }
    return false;
  }

  /** What one pair of addresses showed, packed so that the larger number is the better match. */
  private static long seen(int postcode, int place, double bits, boolean house) {
    return Math.round(bits * STEP) << 8
        | (long) (postcode + place) << 5
        | (house ? 1L : 0L) << 4
        | (long) postcode << 2
        | place;
  }

  private static int household(int postcode, int place, double bits, boolean house) {
    if (house) {
      return 0;
    }
    return postcode >= PART || place == AGREES || bits > 0 ? 1 : 2;
  }

  private long pair(Prepared.Place a, Prepared.Place b, WordMatch words) {
    var typo = mistyped(a.postcode(), b.postcode());
    var postcode = postcode(a, b, typo);
    var bits = postcode == EXACT ? a.postcode().bits : postcode == PART ? partBits(a, b, typo) : 0;
    var place = place(a.city(), b.city(), words.pairs());
    var street = street(a, b, words);
    return seen(
        postcode,
        state(place),
        Math.max(Math.max(bits, street), Math.max(place, 0)),
        street > HOUSE_NUMBER_BITS + 1 && a.sameHouse(b));
  }

  private static int postcode(Prepared.Place a, Prepared.Place b, boolean typo) {
    if (!a.postcode().known() || !b.postcode().known()) {
      return UNKNOWN;
    }
    if (a.postcode() == b.postcode()) {
      return EXACT;
    }
    return a.district() == b.district() || typo ? PART : DIFFERS;
  }

  private static boolean mistyped(Word a, Word b) {
    return a != b
        && a.known()
        && b.known()
        && !a.beyondOneEdit(b)
        && Similarity.edits(a.text, b.text, 1) == 1;
  }

  private static double partBits(Prepared.Place a, Prepared.Place b, boolean typo) {
    return Math.max(
        typo ? CLOSE_POSTCODE_BITS : 0, a.district() == b.district() ? a.district().bits : 0);
  }

  /** Bits when the places agree, −1 when they differ, 0 when one is unknown. */
  private double place(Word a, Word b, WordPairs pairs) {
    if (!a.known() || !b.known()) {
      return 0;
    }
    if (a == b) {
      return Math.max(.5, a.bits);
    }
    var bits = pairs.worth(a, b, alikePlaces);
    return bits > 0 ? bits : -1;
  }

  /** Bits in two unequal places by spelling; 0 for another place. */
  static double alike(Word a, Word b) {
    var shorter = Math.min(a.text.length(), b.text.length());
    var ceiling = Math.min(Math.min(a.bits, b.bits), PLACE_CEILING);
    var edits = Similarity.edits(a.text, b.text, 2);
    if (edits == 1 && shorter >= 4) {
      return .85 * ceiling;
    }
    if (edits == 2 && shorter >= 7) {
      return .7 * ceiling;
    }
    return Similarity.jaroWinkler(a.text, b.text) >= .92 ? .5 * ceiling : 0;
  }

  private static int state(double place) {
    return place > 0 ? AGREES : place < 0 ? DIFFERS : UNKNOWN;
  }

  private static double street(Prepared.Place a, Prepared.Place b, WordMatch words) {
    if (a.street().length == 0 || b.street().length == 0) {
      return 0;
    }
    words.match(a.street(), b.street(), WordMatch.SPELLING);
    if (words.evidence() < 3) {
      return 0;
    }
    return words.evidence() + (a.sameHouse(b) ? HOUSE_NUMBER_BITS : 0);
  }
}
