package dev.lethe.identitygraph.normalise;

import dev.lethe.identitygraph.PersonName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Person names: folded words, titles removed, generation taken out, "Family, Given" turned round.
 */
final class Names {

  private static final int MOST_WORDS = 12;
  private static final int LONGEST_WORD = 40;
  private static final Set<String> TITLES =
      Set.of(
          "mr",
          "mrs",
          "ms",
          "miss",
          "mx",
          "dr",
          "prof",
          "herr",
          "frau",
          "sir",
          "dame",
          "lord",
          "lady",
          "mme",
          "mlle",
          "monsieur",
          "madame",
          "senor",
          "senora",
          "rev",
          "hon",
          "phd",
          "md",
          "dipl",
          "ing");
  private static final Set<String> GENERATIONS =
      Set.of("jr", "sr", "junior", "senior", "ii", "iii", "iv", "2nd", "3rd", "4th");

  private Names() {}

  static PersonName read(
      Intake intake,
      @Nullable String given,
      @Nullable String middle,
      @Nullable String family,
      @Nullable String full) {
    var givenWords = new ArrayList<>(words(intake, "given_name", given));
    givenWords.addAll(words(intake, "middle_name", middle));
    var familyWords = new ArrayList<>(words(intake, "family_name", family));
    var fullWords = new ArrayList<>(words(intake, "full_name", full));
    var generation = takeGeneration(List.of(familyWords, givenWords, fullWords));
    if (givenWords.isEmpty() && familyWords.isEmpty() && !fullWords.isEmpty()) {
      split(fullWords, wordsBeforeComma(intake, full), givenWords, familyWords);
    }
    var tokens = new LinkedHashSet<>(givenWords);
    tokens.addAll(familyWords);
    tokens.addAll(fullWords);
    return new PersonName(
        givenWords, familyWords, tokens.stream().limit(MOST_WORDS).toList(), generation);
  }

  private static int wordsBeforeComma(Intake intake, @Nullable String full) {
    if (full == null || full.indexOf(',') <= 0) {
      return 0;
    }
    return words(intake, "full_name", full.substring(0, full.indexOf(','))).size();
  }

  private static void split(
      List<String> full, int familyFirst, List<String> given, List<String> family) {
    if (familyFirst > 0 && familyFirst < full.size()) {
      family.addAll(full.subList(0, familyFirst));
      given.addAll(full.subList(familyFirst, full.size()));
    } else if (full.size() == 1) {
      family.addAll(full);
    } else {
      given.addAll(full.subList(0, full.size() - 1));
      family.add(full.getLast());
    }
  }

  private static @Nullable String takeGeneration(List<ArrayList<String>> parts) {
    String found = null;
    for (var words : parts) {
      for (var i = words.size() - 1; i >= 1; i--) {
        if (GENERATIONS.contains(words.get(i))) {
          found = canonical(words.remove(i));
        }
      }
    }
    return found;
  }

  private static String canonical(String generation) {
    return switch (generation) {
      case "junior", "ii", "2nd" -> "jr";
      case "senior" -> "sr";
      case "3rd" -> "iii";
      case "4th" -> "iv";
      default -> generation;
    };
  }

  private static List<String> words(Intake intake, String field, @Nullable String raw) {
    var folded = intake.one(field, raw, value -> Intake.Read.of(Text.fold(value)));
    if (folded == null || Text.placeholder(folded)) {
      return List.of();
    }
    return Text.words(folded).stream()
        .filter(word -> !TITLES.contains(word))
        .filter(word -> word.length() <= LONGEST_WORD && word.chars().anyMatch(Character::isLetter))
        .limit(MOST_WORDS)
        .toList();
  }
}
