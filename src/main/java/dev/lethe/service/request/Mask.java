package dev.lethe.service.request;

/** An identifier as screens show it: enough to recognise what one knows, too little to learn it. */
record Mask(String kind, String masked) {
  private static final String DOTS = "•••";

  static Mask of(Identifier identifier) {
    return new Mask(identifier.kind(), mask(identifier.value()));
  }

  private static String mask(String value) {
    int at = value.indexOf('@');
    if (at > 0) {
      int dot = value.lastIndexOf('.');
      return first(value) + DOTS + "@" + DOTS + (dot > at ? value.substring(dot) : "");
    }
    boolean number = value.chars().filter(Character::isDigit).count() >= 6;
    return number ? DOTS + value.substring(value.length() - 2) : first(value) + DOTS;
  }

  private static String first(String value) {
    return value.substring(0, value.offsetByCodePoints(0, 1));
  }
}
