package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.SubjectKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/** Tells whose row a row is, by the columns that hold subject keys. */
final class SubjectIndex {

  /** Beyond this many ids Iceberg stops pruning by IN and only pays for it. */
  private static final int IN_LIMIT = 200;

  private final List<SubjectKeys> subjects;
  private final Map<String, Map<String, int[]>> byColumn = new LinkedHashMap<>();

  SubjectIndex(Batch batch) {
    this.subjects = batch.subjects();
    batch.asset().subjectKeyFields().forEach((kind, column) -> index(kind, column));
  }

  private void index(String kind, String column) {
    Map<String, int[]> values = byColumn.computeIfAbsent(column, c -> new HashMap<>());
    for (int subject = 0; subject < subjects.size(); subject++) {
      int[] self = {subject};
      for (String value : subjects.get(subject).values(kind)) {
        values.merge(value, self, SubjectIndex::union);
      }
    }
  }

  /** The columns that must be read to tell whose a row is. */
  Set<String> columns() {
    return byColumn.keySet();
  }

  /** The columns of this index that a schema lacks. */
  List<String> missing(Schema schema) {
    return columns().stream().filter(column -> schema.asStruct().field(column) == null).toList();
  }

  List<SubjectKeys> subjects() {
    return subjects;
  }

  /** The subjects a row belongs to, as positions in the batch; null when it is nobody's. */
  int @Nullable [] owners(Positions positions, StructLike row) {
    int[] owners = null;
    for (int i = 0; i < positions.columns.size(); i++) {
      Object value = row.get(positions.places[i], Object.class);
      if (value != null) {
        int[] found = positions.values.get(i).get(value.toString());
        owners = found == null ? owners : owners == null ? found : union(owners, found);
      }
    }
    return owners;
  }

  /** Where this index finds its columns in rows of a schema. */
  Positions positions(Schema schema) {
    return new Positions(schema);
  }

  /** A filter that lets readers skip files and row groups; always true where it would not help. */
  Expression filter(Schema schema) {
    Expression any = Expressions.alwaysFalse();
    for (Map.Entry<String, Map<String, int[]>> column : byColumn.entrySet()) {
      boolean text = schema.findType(column.getKey()).typeId() == Type.TypeID.STRING;
      if (!text || column.getValue().size() > IN_LIMIT) {
        return Expressions.alwaysTrue();
      }
      if (!column.getValue().isEmpty()) {
        any = Expressions.or(any, Expressions.in(column.getKey(), column.getValue().keySet()));
      }
    }
    return any;
  }

  private static int[] union(int[] left, int[] right) {
    Set<Integer> all = new LinkedHashSet<>();
    for (int subject : left) {
      all.add(subject);
    }
    for (int subject : right) {
      all.add(subject);
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The places of the key columns in one schema. */
  final class Positions {
    private final List<String> columns = new ArrayList<>(byColumn.keySet());
    private final List<Map<String, int[]>> values = new ArrayList<>(byColumn.values());
    private final int[] places;

    private Positions(Schema schema) {
      places = columns.stream().mapToInt(column -> place(schema, column)).toArray();
    }

    private static int place(Schema schema, String column) {
      return schema.columns().indexOf(schema.asStruct().field(column));
    }
  }
}
