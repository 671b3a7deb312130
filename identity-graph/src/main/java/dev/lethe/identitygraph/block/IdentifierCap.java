package dev.lethe.identitygraph.block;

import dev.lethe.identitygraph.score.FrequencyKind;
import java.util.Optional;

/**
 * How many customers may share a value of an identifier. Above {@code candidates} it finds nobody
 * any more but still counts when something else found the pair; above {@code evidence} it counts
 * for nothing.
 *
 * @param kind the value as scoring knows it
 */
public record IdentifierCap(FrequencyKind kind, int candidates, int evidence) {

  private static final IdentifierCap EMAIL = new IdentifierCap(FrequencyKind.EMAIL, 10, 25);
  private static final IdentifierCap PHONE = new IdentifierCap(FrequencyKind.PHONE, 10, 25);
  private static final IdentifierCap LOYALTY = new IdentifierCap(FrequencyKind.LOYALTY_ID, 5, 15);
  private static final IdentifierCap DEVICE = new IdentifierCap(FrequencyKind.DEVICE_ID, 10, 25);
  private static final IdentifierCap COOKIE = new IdentifierCap(FrequencyKind.COOKIE_ID, 10, 25);
  private static final IdentifierCap NATIONAL = new IdentifierCap(FrequencyKind.NATIONAL_ID, 5, 15);

  /** The caps of a rule whose key is an identifier; none for keys that are made of other fields. */
  public static Optional<IdentifierCap> of(BlockingRule rule) {
    return Optional.ofNullable(
        switch (rule) {
          case EMAIL -> EMAIL;
          case PHONE -> PHONE;
          case LOYALTY_ID -> LOYALTY;
          case DEVICE_ID -> DEVICE;
          case COOKIE_ID -> COOKIE;
          case NATIONAL_ID -> NATIONAL;
          default -> null;
        });
  }

  /** The rule that finds values of this kind; none when the kind is not an identifier. */
  public static Optional<BlockingRule> rule(FrequencyKind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case EMAIL -> BlockingRule.EMAIL;
          case PHONE -> BlockingRule.PHONE;
          case LOYALTY_ID -> BlockingRule.LOYALTY_ID;
          case DEVICE_ID -> BlockingRule.DEVICE_ID;
          case COOKIE_ID -> BlockingRule.COOKIE_ID;
          case NATIONAL_ID -> BlockingRule.NATIONAL_ID;
          default -> null;
        });
  }
}
