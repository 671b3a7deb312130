package dev.lethe.bench.option;

import picocli.CommandLine.Option;

/** Which made-up people. */
public final class CrowdSize {

  @Option(names = "--profiles", description = "How many (default ${DEFAULT-VALUE}).")
  private int profiles;

  @Option(
      names = "--seed",
      description = "Another seed gives other people (default ${DEFAULT-VALUE}).")
  private long seed;

  /** So many of this seed where nothing else is said. */
  public CrowdSize(int profiles, long seed) {
    this.profiles = profiles;
    this.seed = seed;
  }

  /** How many profiles. */
  public int profiles() {
    return profiles;
  }

  /** What the people are drawn from. */
  public long seed() {
    return seed;
  }
}
