package dev.lethe.identitygraph.normalise;

import dev.lethe.identitygraph.Address;
import dev.lethe.identitygraph.normalise.Intake.Read;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Postal addresses: street words abbreviated one way, the house number taken out of the street
 * line.
 */
final class Addresses {

  private static final int MOST_ADDRESSES = 10;
  private static final int MOST_WORDS = 10;
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("street", "st"),
          Map.entry("strasse", "st"),
          Map.entry("str", "st"),
          Map.entry("road", "rd"),
          Map.entry("avenue", "ave"),
          Map.entry("av", "ave"),
          Map.entry("lane", "ln"),
          Map.entry("drive", "dr"),
          Map.entry("place", "pl"),
          Map.entry("boulevard", "blvd"),
          Map.entry("court", "ct"),
          Map.entry("square", "sq"),
          Map.entry("terrace", "tce"),
          Map.entry("terr", "tce"),
          Map.entry("crescent", "cres"),
          Map.entry("close", "cl"),
          Map.entry("circuit", "cct"),
          Map.entry("parade", "pde"),
          Map.entry("north", "n"),
          Map.entry("south", "s"),
          Map.entry("east", "e"),
          Map.entry("west", "w"),
          Map.entry("apartment", "apt"),
          Map.entry("suite", "ste"),
          Map.entry("platz", "pl"));

  private Addresses() {}

  static List<Address> read(Intake intake, List<RawAddress> raw) {
    if (raw.size() > MOST_ADDRESSES) {
      intake.problem("address", "more than " + MOST_ADDRESSES + " values");
    }
    var kept = new ArrayList<Address>();
    for (var address : raw.subList(0, Math.min(raw.size(), MOST_ADDRESSES))) {
      var read = read(intake, address);
      if (read != null && !kept.contains(read)) {
        kept.add(read);
      }
    }
    return kept;
  }

  private static @Nullable Address read(Intake intake, RawAddress raw) {
    var street = streetWords(intake, raw.street());
    var number = folded(intake, "address.house_number", raw.houseNumber());
    if (number == null) {
      number = takeNumber(street);
    }
    var postcode = folded(intake, "address.postcode", raw.postcode());
    var read =
        new Address(
            street,
            number,
            folded(intake, "address.unit", raw.unit()),
            folded(intake, "address.city", raw.city()),
            folded(intake, "address.region", raw.region()),
            postcode == null ? null : postcode.replace(" ", ""),
            folded(intake, "address.country", raw.country()));
    return read.street().isEmpty() && read.city() == null && read.postcode() == null ? null : read;
  }

  private static ArrayList<String> streetWords(Intake intake, @Nullable String raw) {
    var folded = folded(intake, "address.street", raw);
    var words = new ArrayList<String>();
    for (var word : folded == null ? List.<String>of() : Text.words(folded)) {
      var plain =
          word.length() > 8 && word.endsWith("strasse")
              ? word.substring(0, word.length() - 4)
              : word;
      words.add(SHORT.getOrDefault(plain, plain));
    }
    return words.size() > MOST_WORDS ? new ArrayList<>(words.subList(0, MOST_WORDS)) : words;
  }

  private static @Nullable String takeNumber(ArrayList<String> street) {
    for (var i = 0; i < street.size(); i++) {
      if (Character.isDigit(street.get(i).charAt(0)) && street.size() > 1) {
        return street.remove(i);
      }
    }
    return null;
  }

  private static @Nullable String folded(Intake intake, String field, @Nullable String raw) {
    return intake.one(field, raw, Addresses::word);
  }

  private static Read<String> word(String raw) {
    var folded = Text.fold(raw);
    return Text.placeholder(folded) ? Read.absent() : Read.of(folded);
  }
}
