package dev.lethe.identitygraph.normalise;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Folding of free text: compatibility form, lower case, no diacritics, no format characters. */
final class Text {

  /** Longer than any honest single value; what exceeds it is refused, not cut. */
  static final int LONGEST = 320;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern FORMAT = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Co}\\p{Cs}]+");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern APOSTROPHES = Pattern.compile("['’`´]");
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "na",
          "none",
          "null",
          "nil",
          "unknown",
          "unk",
          "test",
          "tests",
          "tester",
          "testing",
          "n a",
          "not available",
          "not applicable",
          "not known",
          "not provided",
          "no name",
          "noname",
          "dummy",
          "xxx",
          "xx",
          "x",
          "tbd",
          "undefined",
          "unbekannt",
          "keine",
          "anonymous",
          "anonym",
          "asdf",
          "qwerty",
          "guest",
          "gast",
          "firstname",
          "lastname",
          "first name",
          "last name",
          "deleted",
          "missing",
          "nan");

  private Text() {}

  /** One clean line, case and diacritics kept. */
  static String clean(String raw) {
    return plain(raw) ? raw.strip() : cleaned(raw);
  }

  /** Whether a text is ASCII without control characters, as nearly all are. */
  private static boolean plain(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** The same for any text. */
  static String cleaned(String raw) {
    return FORMAT.matcher(Normalizer.normalize(raw, Normalizer.Form.NFKC)).replaceAll(" ").strip();
  }

  /** Lower case without diacritics, words parted by one space. */
  static String fold(String raw) {
    return plain(raw) ? foldedPlain(raw) : folded(raw);
  }

  /** The same for ASCII, at a fraction of the cost. */
  private static String foldedPlain(String raw) {
    var folded = new StringBuilder(raw.length());
    var apart = false;
    for (var i = 0; i < raw.length(); i++) {
      var letter = raw.charAt(i);
      if (letter >= 'A' && letter <= 'Z') {
        letter += 'a' - 'A';
      }
      if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) {
        if (apart && !folded.isEmpty()) {
          folded.append(' ');
        }
        folded.append(letter);
        apart = false;
      } else if (letter != '\'' && letter != '`') {
        apart = true;
      }
    }
    return folded.toString();
  }

  /** The same for any text. */
  static String folded(String raw) {
    var lower = clean(raw).toLowerCase(Locale.ROOT);
    var bare = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
    var letters =
        bare.replace("ß", "ss")
            .replace("ø", "o")
            .replace("ł", "l")
            .replace("æ", "ae")
            .replace("œ", "oe")
            .replace("đ", "d")
            .replace("ı", "i");
    return NOT_WORD.matcher(APOSTROPHES.matcher(letters).replaceAll("")).replaceAll(" ").strip();
  }

  /** The distinct words of a folded text, in order. */
  static List<String> words(String folded) {
    return folded.isEmpty()
        ? List.of()
        : List.copyOf(new LinkedHashSet<>(List.of(folded.split(" "))));
  }

  /** Whether a folded text stands for "nothing known". */
  static boolean placeholder(String folded) {
    return folded.isEmpty() || PLACEHOLDERS.contains(folded);
  }
}
