package dev.lethe.identitygraph.block;

/**
 * American Soundex: words that sound alike in English share a code. Words without Latin letters
 * have none.
 */
final class Soundex {

  private static final String CODES = "01230120022455012623010202";

  private Soundex() {}

  static String of(String word) {
    var code = new StringBuilder(4);
    var last = '0';
    for (var i = 0; i < word.length() && code.length() < 4; i++) {
      var letter = word.charAt(i);
      if (letter < 'a' || letter > 'z') {
        continue;
      }
      var digit = CODES.charAt(letter - 'a');
      if (code.isEmpty()) {
        code.append(letter);
      } else if (digit != '0' && digit != last) {
        code.append(digit);
      }
      last = letter == 'h' || letter == 'w' ? last : digit;
    }
    return code.isEmpty() ? "" : code.append("0".repeat(4 - code.length())).toString();
  }
}
