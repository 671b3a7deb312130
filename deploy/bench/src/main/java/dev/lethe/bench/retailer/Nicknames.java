package dev.lethe.bench.retailer;

import java.util.Map;
import java.util.stream.Collectors;

/** What people are called at home. */
public final class Nicknames {

  private static final Map<String, String> SHORT =
      Names.known().stream().collect(Collectors.toMap(Names.Given::name, Names.Given::nickname));

  private Nicknames() {}

  /** The nickname, or the name itself where there is none. */
  public static String of(String given) {
    return SHORT.getOrDefault(given, given);
  }
}
