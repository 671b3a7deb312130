package dev.lethe.cli.api;

/** A text that must not be printed: {@code toString} never shows it. */
public final class Secret {
  private final String value;

  /** Takes the text. */
  public Secret(String value) {
    this.value = value;
  }

  String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
