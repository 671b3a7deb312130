package dev.lethe.identitygraph.score;

/**
 * The kinds of values whose rarity counts, with the share assumed of a value before any was
 * counted.
 */
public enum FrequencyKind {
  NAME_TOKEN(9),
  BIRTH_DATE(13),
  POSTCODE(11),
  POSTCODE_AREA(6),
  PLACE(7),
  STREET_WORD(8),
  OCCUPATION(6),
  EMAIL(20),
  EMAIL_LOCAL(14),
  PHONE(18),
  LOYALTY_ID(22),
  DEVICE_ID(20),
  COOKIE_ID(22),
  NATIONAL_ID(22);

  private final double assumedBits;

  FrequencyKind(double assumedBits) {
    this.assumedBits = assumedBits;
  }

  /** The rarity in bits assumed of an average value. */
  public double assumedBits() {
    return assumedBits;
  }
}
