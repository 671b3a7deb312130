package dev.lethe.service.fanout.connector.lake.probe;

import dev.lethe.service.fanout.connector.KeySearch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Searches an Avro file, which is what manifests and manifest lists are: entries of removed files
 * included.
 */
final class AvroProbe {

  private final KeySearch search;
  private long bounds;
  private long text;

  AvroProbe(KeySearch search) {
    this.search = search;
  }

  RawHits probe(Path file) throws IOException {
    try (var records =
        new DataFileReader<Object>(file.toFile(), new GenericDatumReader<Object>())) {
      for (String key : records.getMetaKeys()) {
        text += search.inside(records.getMeta(key));
      }
      while (records.hasNext()) {
        walk(records.next());
      }
    }
    return new RawHits(0, 0, bounds, text, 0);
  }

  private void walk(@Nullable Object value) {
    switch (value) {
      case IndexedRecord row -> walk(row);
      case Collection<?> all -> all.forEach(this::walk);
      case Map<?, ?> entries -> entries.values().forEach(this::walk);
      case ByteBuffer bytes -> bound(bytes);
      case CharSequence chars ->
          text += search.inCell(chars.toString().getBytes(StandardCharsets.UTF_8));
      case null, default -> {
        // Numbers and flags in metadata are counts, ids and positions.
      }
    }
  }

  private void walk(IndexedRecord row) {
    for (int field = 0; field < row.getSchema().getFields().size(); field++) {
      walk(row.get(field));
    }
  }

  private void bound(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    if (search.isBound(bytes)) {
      bounds++;
    }
  }
}
