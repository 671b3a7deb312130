package dev.lethe.service.vault;

/** What became of a value that was to become a token of suite 3 or 4. */
public sealed interface FormMade {
  /** The token's text; whoever keeps it keeps the key's id beside it. */
  record Token(String text) implements FormMade {}

  /** The value does not have the form; {@code why} tells nothing of it. */
  record Unfit(String why) implements FormMade {}

  /** Too few values have this form for suite 3; suite 4 would take it. */
  record SmallDomain(String why) implements FormMade {}

  /** The key has used up the texts of this shape. */
  record UsedUp() implements FormMade {}

  /** The key has been shredded. */
  record Destroyed() implements FormMade {}

  /** The key is frozen. */
  record Frozen() implements FormMade {}

  /** The key was never issued. */
  record Unknown() implements FormMade {}
}
