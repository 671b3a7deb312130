package dev.lethe.piicatalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A place in a YAML file. Reads what is expected there and files a problem for everything else; it
 * never builds an object from the file's say-so, because it reads nodes and refuses tags.
 */
final class YamlCursor {

  private static final Set<Tag> PLAIN =
      Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP);

  private final Node node;
  private final String path;
  private final int depth;
  private final Problems problems;

  /** What was found wrong so far, and how much more of the file may be read. */
  static final class Problems {
    /** Enough for every real file; an alias bomb passes it at once. */
    private static final int MAX_PLACES = 500_000;

    /** A node that contains itself through an alias would be read without end. */
    private static final int MAX_DEPTH = 100;

    private final List<CatalogFileProblem> found = new ArrayList<>();
    private int places;

    List<CatalogFileProblem> found() {
      return found;
    }

    private void visit(Node node, int depth) throws CatalogFileException {
      if (++places > MAX_PLACES || depth > MAX_DEPTH) {
        throw new CatalogFileException(
            List.of(
                new CatalogFileProblem("$", line(node), "the file expands to too many places")));
      }
    }
  }

  private YamlCursor(Node node, String path, int depth, Problems problems)
      throws CatalogFileException {
    this.node = node;
    this.path = path;
    this.depth = depth;
    this.problems = problems;
    problems.visit(node, depth);
    if (!PLAIN.contains(node.getTag())) {
      problem("the tag " + node.getTag() + " is refused; only plain YAML is read");
    }
  }

  /** The whole file. */
  static YamlCursor root(Node node, Problems problems) throws CatalogFileException {
    return new YamlCursor(node, "$", 0, problems);
  }

  static int line(Node node) {
    return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
  }

  void problem(String message) {
    problems.found.add(new CatalogFileProblem(path, line(node), message));
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /**
   * The entries of a mapping; null values count as absent, unknown and repeated keys are problems.
   */
  Map<String, YamlCursor> object(Set<String> known) throws CatalogFileException {
    Map<String, YamlCursor> all = entries();
    for (Map.Entry<String, YamlCursor> entry : all.entrySet()) {
      if (!known.contains(entry.getKey())) {
        entry
            .getValue()
            .problem("unknown key; expected one of " + known.stream().sorted().toList());
      }
    }
    all.keySet().retainAll(known);
    return all;
  }

  /** The entries of a mapping whose keys are free. */
  Map<String, YamlCursor> entries() throws CatalogFileException {
    Map<String, YamlCursor> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem("expected a mapping");
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      YamlCursor value =
          new YamlCursor(tuple.getValueNode(), path + "." + key, depth + 1, problems);
      if (entries.containsKey(key)) {
        value.problem("the key stands here twice");
      } else if (!value.isNull()) {
        entries.put(key, value);
      }
    }
    return entries;
  }

  /** The items of a sequence. */
  List<YamlCursor> items() throws CatalogFileException {
    List<YamlCursor> items = new ArrayList<>();
    if (!(node instanceof SequenceNode sequence)) {
      problem("expected a list");
      return items;
    }
    for (Node item : sequence.getValue()) {
      items.add(new YamlCursor(item, path + "[" + items.size() + "]", depth + 1, problems));
    }
    return items;
  }

  /** The text of a scalar that is not blank, or null with a problem. */
  @Nullable String text() {
    if (node instanceof ScalarNode scalar && !isNull() && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    problem("expected a text");
    return null;
  }

  /** The text read as something, or null with a problem that names what was expected. */
  <T> @Nullable T parsed(Function<String, Optional<T>> parser, String expected) {
    String text = text();
    if (text == null) {
      return null;
    }
    Optional<T> value = parser.apply(text);
    if (value.isEmpty()) {
      problem("\"" + text + "\" is not " + expected);
    }
    return value.orElse(null);
  }

  boolean flag() {
    return Boolean.TRUE.equals(
        parsed(
            text ->
                switch (text) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> Optional.empty();
                },
            "true or false"));
  }
}
