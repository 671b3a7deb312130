package dev.lethe.identitygraph.block;

/** Profiles that share a key are worth comparing. */
public record BlockingKey(BlockingRule rule, String value) {

  @Override
  public String toString() {
    return rule + "[…]";
  }
}
