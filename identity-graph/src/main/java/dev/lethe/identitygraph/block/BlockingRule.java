package dev.lethe.identitygraph.block;

/**
 * How a blocking key is derived, and how many profiles may share one value before it stops finding
 * candidates. The id is stored: never renumber.
 */
public enum BlockingRule {
  EMAIL(1, 60),
  PHONE(2, 60),
  LOYALTY_ID(3, 60),
  DEVICE_ID(4, 60),
  COOKIE_ID(5, 60),
  NATIONAL_ID(6, 60),
  NAME_BIRTH_DATE(7, 200),
  NAME(8, 150),
  POSTCODE(9, 150),
  BIRTH_DATE(10, 150),
  BIRTH_DATE_PLACE(11, 150),
  BIRTH_DATE_WORD(12, 150),
  WORD_PAIR(13, 150),
  WORD_PLACE(14, 400),
  WORD_DISTRICT(15, 150),
  WORD_YEAR(16, 250),
  SOUND_PLACE(17, 300),
  SOUND_YEAR(18, 250),
  PREFIXES(19, 300),
  PLACE_DAY(20, 120),
  RARE_WORD(21, 200),
  STREET(22, 60),
  EMAIL_LOCAL(23, 30),
  PHONE_LOCAL(24, 30),
  WORD_HEAD(25, 150),
  WORD_TAIL(26, 150);

  private final short id;
  private final int cap;

  BlockingRule(int id, int cap) {
    this.id = (short) id;
    this.cap = cap;
  }

  /** The stored number of this rule. */
  public short id() {
    return id;
  }

  /** The number of holders above which a value is too common to find candidates. */
  public int cap() {
    return cap;
  }
}
