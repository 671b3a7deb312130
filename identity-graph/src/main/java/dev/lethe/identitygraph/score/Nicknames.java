package dev.lethe.identitygraph.score;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Given names that stand for each other, from the shipped list: one group a line, a name may be in
 * several.
 */
final class Nicknames {

  private static final String RESOURCE = "/dev/lethe/identitygraph/nicknames.txt";
  private static final Nicknames SHIPPED = new Nicknames();

  private final Map<String, Set<Integer>> groups = new HashMap<>();

  private Nicknames() {
    var stream = Objects.requireNonNull(Nicknames.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      var group = 0;
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        add(group++, line.split(" "));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(int group, String[] names) {
    for (var name : names) {
      groups.computeIfAbsent(name, key -> new HashSet<>()).add(group);
    }
  }

  static boolean alike(String a, String b) {
    var left = SHIPPED.groups.get(a);
    var right = SHIPPED.groups.get(b);
    return left != null && right != null && left.stream().anyMatch(right::contains);
  }

  /** The groups of a name, folded to 64: names that stand for each other have one in common. */
  static long groups(String name) {
    var folded = 0L;
    for (var group : SHIPPED.groups.getOrDefault(name, Set.of())) {
      folded |= 1L << group;
    }
    return folded;
  }
}
