package dev.lethe.identitygraph.score;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that says where a person is from, in one comparison, since its parts depend on each
 * other: postcode, street and town of the closest pair of addresses, and the place of birth.
 */
final class LocationComparison implements Comparison {

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

  /** What one pair of addresses showed. */
  private record Seen(int postcode, int place, double bits, boolean house) {

    boolean better(Seen other) {
      return bits > other.bits
          || (bits == other.bits && postcode + place > other.postcode + other.place);
    }
  }

  @Override
  public Match compare(Prepared a, Prepared b) {
    var seen = new Seen(UNKNOWN, UNKNOWN, 0, false);
    for (var left : a.addresses) {
      for (var right : b.addresses) {
        var pair = pair(left, right);
        seen = pair.better(seen) ? pair : seen;
      }
    }
    seen = withBirthPlace(seen, a, b);
    if (seen.postcode == UNKNOWN && seen.place == UNKNOWN && seen.bits == 0) {
      return Match.UNKNOWN;
    }
    var level =
        (seen.postcode * PLACES.length + seen.place) * Bins.NAMES.length + Bins.of(seen.bits);
    return new Match(level, household(seen));
  }

  private static int household(Seen seen) {
    if (seen.house || seen.postcode == EXACT) {
      return 0;
    }
    return seen.postcode == PART || seen.place == AGREES || seen.bits > 0 ? 1 : 2;
  }

  private static Seen pair(Prepared.Place a, Prepared.Place b) {
    var postcode = postcode(a, b);
    var bits = postcode == EXACT ? a.postcodeBits() : postcode == PART ? partBits(a, b) : 0;
    var place = place(a.city(), b.city());
    bits = Math.max(bits, place > 0 ? place : 0);
    var street = street(a, b);
    return new Seen(
        postcode,
        state(place),
        Math.max(bits, street),
        street > HOUSE_NUMBER_BITS + 1 && numbered(a, b));
  }

  private static Seen withBirthPlace(Seen seen, Prepared a, Prepared b) {
    var born = place(a.birthPlace, b.birthPlace);
    return new Seen(
        seen.postcode,
        Math.max(seen.place, state(born)),
        Math.max(seen.bits, Math.max(0, born)),
        seen.house);
  }

  private static int postcode(Prepared.Place a, Prepared.Place b) {
    if (a.postcode() == null || b.postcode() == null) {
      return UNKNOWN;
    }
    if (a.postcode().equals(b.postcode())) {
      return EXACT;
    }
    return a.district().equals(b.district()) || Similarity.edits(a.postcode(), b.postcode(), 1) == 1
        ? PART
        : DIFFERS;
  }

  private static double partBits(Prepared.Place a, Prepared.Place b) {
    var typo =
        a.postcode() != null
            && b.postcode() != null
            && Similarity.edits(a.postcode(), b.postcode(), 1) == 1;
    return Math.max(
        typo ? CLOSE_POSTCODE_BITS : 0, a.district().equals(b.district()) ? a.districtBits() : 0);
  }

  /** Bits when the places agree, −1 when they differ, 0 when one is unknown. */
  private static double place(Word a, Word b) {
    if (a.text().isEmpty() || b.text().isEmpty()) {
      return 0;
    }
    if (a.text().equals(b.text())) {
      return Math.max(.5, a.bits());
    }
    var shorter = Math.min(a.text().length(), b.text().length());
    var ceiling = Math.min(Math.min(a.bits(), b.bits()), PLACE_CEILING);
    var edits = Similarity.edits(a.text(), b.text(), 2);
    if (edits == 1 && shorter >= 4) {
      return .85 * ceiling;
    }
    if (edits == 2 && shorter >= 7) {
      return .7 * ceiling;
    }
    return Similarity.jaroWinkler(a.text(), b.text()) >= .92 ? .5 * ceiling : -1;
  }

  private static int state(double place) {
    return place > 0 ? AGREES : place < 0 ? DIFFERS : UNKNOWN;
  }

  private static double street(Prepared.Place a, Prepared.Place b) {
    if (a.street().length == 0 || b.street().length == 0) {
      return 0;
    }
    var words = TokenEvidence.of(a.street(), b.street());
    if (words.evidence() < 3) {
      return 0;
    }
    return words.evidence() + (numbered(a, b) ? HOUSE_NUMBER_BITS : 0);
  }

  private static boolean numbered(Prepared.Place a, Prepared.Place b) {
    return a.houseNumber() != null && a.houseNumber().equals(b.houseNumber());
  }
}
