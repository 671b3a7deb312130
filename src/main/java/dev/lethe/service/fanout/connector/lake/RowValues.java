package dev.lethe.service.fanout.connector.lake;

import java.nio.ByteBuffer;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Turns Iceberg rows into plain maps that any JSON writer takes. */
final class RowValues {

  private RowValues() {}

  static Map<String, @Nullable Object> map(List<Types.NestedField> columns, Record row) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < columns.size(); i++) {
      result.put(columns.get(i).name(), plain(row.get(i)));
    }
    return Collections.unmodifiableMap(result);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Temporal moment -> moment.toString();
      case UUID id -> id.toString();
      case CharSequence text -> text.toString();
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      case ByteBuffer bytes -> base64(bytes);
      case Record nested -> map(nested.struct().fields(), nested);
      case List<?> list -> plain(list);
      case Map<?, ?> map -> plain(map);
      default -> value;
    };
  }

  private static String base64(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static List<@Nullable Object> plain(List<?> list) {
    var result = new ArrayList<@Nullable Object>();
    list.forEach(element -> result.add(plain((@Nullable Object) element)));
    return result;
  }

  private static Map<String, @Nullable Object> plain(Map<?, ?> map) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> result.put(String.valueOf(key), plain((@Nullable Object) value)));
    return result;
  }
}
