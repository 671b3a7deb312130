package dev.lethe.service.token;

import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.piicatalog.FieldRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A dataset's policy made ready for many events: which paths lead to fields, and under which name
 * each goes out. Events go out flat; a field is named by the last part of its path, or by the whole
 * path where two fields would share a name.
 *
 * @param columns in the policy's order, without subjects and dropped fields
 * @param groups the paths above fields
 */
record EventShape(DatasetPolicy policy, List<Column> columns, Set<String> groups) {
  /** A field that goes out. */
  record Column(String path, String name, FieldRule rule) {}

  static EventShape of(DatasetPolicy policy) {
    return new EventShape(policy, columns(policy), groups(policy));
  }

  /** The field classes that go out as tokens. */
  Set<String> tokenized() {
    return columns.stream()
        .map(Column::rule)
        .filter(FieldRule.Tokenize.class::isInstance)
        .map(rule -> ((FieldRule.Tokenize) rule).fieldClass())
        .collect(Collectors.toSet());
  }

  private static List<Column> columns(DatasetPolicy policy) {
    var uses = new LinkedHashMap<String, Integer>();
    uses.put(policy.profileOutput(), 1);
    uses.put(policy.customerOutput(), 1);
    var out = new LinkedHashMap<String, FieldRule>();
    policy
        .fields()
        .forEach((path, rule) -> {
          if (rule instanceof FieldRule.Pass || rule instanceof FieldRule.Tokenize) {
            out.put(path, rule);
            uses.merge(lastPart(path), 1, Integer::sum);
          }
        });
    var columns = new ArrayList<Column>();
    out.forEach((path, rule) -> columns.add(new Column(path, name(path, uses), rule)));
    return columns;
  }

  private static String name(String path, Map<String, Integer> uses) {
    var last = lastPart(path);
    return uses.getOrDefault(last, 0) == 1 ? last : path.replace('.', '_');
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static Set<String> groups(DatasetPolicy policy) {
    var groups = new HashSet<String>();
    for (var path : policy.fields().keySet()) {
      for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
        groups.add(path.substring(0, dot));
      }
    }
    return groups;
  }
}
