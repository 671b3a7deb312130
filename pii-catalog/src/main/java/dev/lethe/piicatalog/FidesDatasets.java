package dev.lethe.piicatalog;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads data sets in the form of Fides ({@code dataset > collections > fields}), with Lethe's own
 * settings under {@code meta.lethe} of a data set, a collection or a field. Fides keeps a data
 * set's {@code meta} as free form and ignores an unknown {@code meta} elsewhere, so one file serves
 * both.
 *
 * <p>A data set describes either assets in one target ({@code meta.lethe.target}, by default the
 * data set's key, and {@code meta.lethe.connector}) or a stream of events ({@code
 * meta.lethe.stream}). {@code action} and {@code retention} may stand at each of the three levels
 * and are inherited downwards; {@code data_categories} add up. {@code fides_meta.identity} names
 * the subject key kind of a field.
 *
 * <p>Reading is total: a file is either taken whole or refused with every problem, each with its
 * path and line. Tags, unknown keys, unknown categories, duplicates and files that expand beyond
 * measure are refused.
 */
public final class FidesDatasets {

  private static final int MAX_CHARACTERS = 4 * 1024 * 1024;
  private static final int MAX_DEPTH = 40;
  private static final int MAX_ALIASES = 20;

  private static final Set<String> DATASET =
      Set.of(
          "fides_key",
          "organization_fides_key",
          "tags",
          "name",
          "description",
          "meta",
          "data_categories",
          "data_qualifier",
          "fides_meta",
          "fidesops_meta",
          "fidesctl_meta",
          "collections");
  private static final Set<String> DATASET_META =
      Set.of("resource_id", "after", "namespace", "redact");
  private static final Set<String> COLLECTION =
      Set.of(
          "name",
          "description",
          "data_categories",
          "data_qualifier",
          "fields",
          "fides_meta",
          "fidesops_meta",
          "meta");
  private static final Set<String> COLLECTION_META =
      Set.of(
          "after",
          "erase_after",
          "skip_processing",
          "masking_strategy_override",
          "partitioning",
          "redact");
  private static final Set<String> LETHE_DATASET =
      Set.of("target", "connector", "stream", "action", "retention");
  private static final Set<String> LETHE_COLLECTION = Set.of("action", "retention");
  private static final Pattern FIDES_KEY = Pattern.compile("[a-zA-Z0-9_.<>-]{1,100}");

  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final List<Asset> assets = new ArrayList<>();
  private final Set<List<String>> assetNames = new HashSet<>();
  private final List<DatasetPolicy> policies = new ArrayList<>();
  private final SortedSet<String> keys = new TreeSet<>();

  private FidesDatasets() {}

  /**
   * The catalog that a file declares.
   *
   * @throws CatalogFileException when anything in the file is wrong; nothing is taken then
   */
  public static Catalog read(String yaml) throws CatalogFileException {
    Node root = compose(yaml);
    YamlCursor.Problems problems = new YamlCursor.Problems();
    YamlCursor file = YamlCursor.root(root, problems);
    FidesDatasets reader = new FidesDatasets();
    YamlCursor datasets = file.object(Set.of("dataset")).get("dataset");
    if (datasets == null) {
      file.problem("expected a list of data sets under dataset");
    } else {
      for (YamlCursor dataset : datasets.items()) {
        reader.dataset(dataset);
      }
    }
    if (!problems.found().isEmpty()) {
      throw new CatalogFileException(problems.found());
    }
    return new Catalog(
        reader.keys, List.copyOf(reader.targets.values()), reader.assets, reader.policies);
  }

  private static Node compose(String yaml) throws CatalogFileException {
    if (yaml.length() > MAX_CHARACTERS) {
      throw refused(1, "the file is longer than " + MAX_CHARACTERS + " characters");
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
      if (root == null) {
        throw refused(1, "the file is empty");
      }
      return root;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw refused(line, "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw refused(1, "not YAML that is read here: " + e.getMessage());
    }
  }

  private static CatalogFileException refused(int line, String message) {
    return new CatalogFileException(List.of(new CatalogFileProblem("$", line, message)));
  }

  private void dataset(YamlCursor cursor) throws CatalogFileException {
    Map<String, YamlCursor> parts = cursor.object(DATASET);
    FieldReader.fidesMeta(parts, DATASET_META);
    Map<String, YamlCursor> lethe = FieldReader.lethe(parts.get("meta"), LETHE_DATASET);
    FieldSettings settings = FieldSettings.NONE.with(parts, lethe);
    String key = key(parts.get("fides_key"));
    YamlCursor collections = parts.get("collections");
    if (key == null || collections == null) {
      cursor.problem("a data set needs a fides_key and collections");
      return;
    }
    if (!keys.add(key)) {
      cursor.problem("the data set " + key + " stands here twice");
    }
    YamlCursor stream = lethe.get("stream");
    if (stream != null) {
      if (lethe.containsKey("target") || lethe.containsKey("connector")) {
        stream.problem("a stream has no target or connector: it is not a place where data lies");
      }
      stream(key, stream, collections, settings);
    } else {
      assets(key, collections, target(key, lethe), settings);
    }
  }

  private static @Nullable String key(@Nullable YamlCursor key) {
    if (key == null) {
      return null;
    }
    return key.parsed(
        text -> Optional.of(text).filter(t -> FIDES_KEY.matcher(t).matches()),
        "a fides_key (letters, digits, _ . -)");
  }

  private String target(String dataset, Map<String, YamlCursor> lethe) {
    YamlCursor named = lethe.get("target");
    YamlCursor connected = lethe.get("connector");
    String text = named == null ? null : named.text();
    String name = text == null ? dataset : text;
    String connector = connected == null ? null : connected.text();
    Target known = targets.get(name);
    if (known == null || known.connector() == null) {
      targets.put(name, new Target(name, connector));
    } else if (connected != null && !known.connector().equals(connector)) {
      connected.problem("the target " + name + " already has the connector " + known.connector());
    }
    return name;
  }

  private void assets(
      String dataset, YamlCursor collections, String target, FieldSettings inherited)
      throws CatalogFileException {
    for (YamlCursor collection : collections.items()) {
      Map<String, YamlCursor> parts = collection.object(COLLECTION);
      List<Field> fields =
          leaves(collection, parts, inherited).stream().map(this::storedField).toList();
      String name = FieldReader.name(collection, parts);
      YamlCursor description = parts.get("description");
      if (name != null && !assetNames.add(List.of(target, name))) {
        collection.problem("the asset " + name + " stands in the target " + target + " twice");
      } else if (name != null) {
        assets.add(
            new Asset(
                target, name, dataset, description == null ? null : description.text(), fields));
      }
    }
  }

  private Field storedField(FieldReader.Leaf leaf) {
    for (String key : List.of("subject", "treat")) {
      YamlCursor misplaced = leaf.lethe().get(key);
      if (misplaced != null) {
        misplaced.problem(key + " belongs to a stream of events (meta.lethe.stream)");
      }
    }
    if (leaf.field().path().contains(FieldPath.ELEMENT)) {
      leaf.place().problem("[] belongs to a stream of events (meta.lethe.stream)");
    }
    return leaf.field();
  }

  private void stream(String key, YamlCursor stream, YamlCursor collections, FieldSettings settings)
      throws CatalogFileException {
    List<YamlCursor> items = collections.items();
    if (items.size() != 1) {
      collections.problem("a stream has exactly one collection: the event");
      return;
    }
    YamlCursor collection = items.getFirst();
    Map<String, YamlCursor> parts = collection.object(COLLECTION);
    FieldReader.name(collection, parts);
    policies.add(StreamReader.read(key, stream, leaves(collection, parts, settings)));
  }

  private static List<FieldReader.Leaf> leaves(
      YamlCursor collection, Map<String, YamlCursor> parts, FieldSettings inherited)
      throws CatalogFileException {
    FieldReader.fidesMeta(parts, COLLECTION_META);
    Map<String, YamlCursor> lethe = FieldReader.lethe(parts.get("meta"), LETHE_COLLECTION);
    FieldSettings settings = inherited.with(parts, lethe);
    YamlCursor fields = parts.get("fields");
    if (fields == null) {
      collection.problem("a collection needs fields");
      return List.of();
    }
    return FieldReader.read(fields, settings);
  }
}
