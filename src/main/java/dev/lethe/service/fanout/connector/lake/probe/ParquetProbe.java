package dev.lethe.service.fanout.connector.lake.probe;

import dev.lethe.service.fanout.connector.KeySearch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.DictionaryPageReadStore;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Searches everything a Parquet file holds: every value, every dictionary, every bound; knows
 * nothing of tables.
 */
final class ParquetProbe {

  private final KeySearch search;
  private final Set<String> keyColumns;
  private long cells;
  private long dictionaries;
  private long bounds;

  /**
   * @param keyColumns columns whose numbers and UUIDs are subject keys; in other columns a number
   *     is only a number
   */
  ParquetProbe(KeySearch search, Set<String> keyColumns) {
    this.search = search;
    this.keyColumns = keyColumns;
  }

  RawHits probe(Path file) throws IOException {
    try (var reader = ParquetFileReader.open(new LocalInputFile(file))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (BlockMetaData group : reader.getRowGroups()) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          searchBounds(reader, chunk);
        }
        for (ColumnDescriptor column : schema.getColumns()) {
          searchDictionary(reader, group, column);
        }
      }
      String writer = reader.getFileMetaData().getCreatedBy();
      for (PageReadStore pages = next(reader); pages != null; pages = next(reader)) {
        var root = new DummyRecordConverter(schema).getRootConverter();
        var columns = new ColumnReadStoreImpl(pages, root, schema, writer);
        schema.getColumns().forEach(column -> searchCells(columns.getColumnReader(column)));
      }
    }
    return new RawHits(cells, dictionaries, bounds, 0, 0);
  }

  private static PageReadStore next(ParquetFileReader reader) throws IOException {
    return reader.readNextRowGroup();
  }

  private void searchCells(ColumnReader values) {
    ColumnDescriptor column = values.getDescriptor();
    int present = column.getMaxDefinitionLevel();
    long count = values.getTotalValueCount();
    for (long i = 0; i < count; i++) {
      if (values.getCurrentDefinitionLevel() == present) {
        cells += searchValue(column, values);
      }
      values.consume();
    }
  }

  private long searchValue(ColumnDescriptor column, ColumnReader values) {
    PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
    return switch (type) {
      case BINARY -> search.inCell(values.getBinary().getBytesUnsafe());
      case FIXED_LEN_BYTE_ARRAY -> fixed(column, values.getBinary().getBytesUnsafe());
      case INT32 -> number(column, values.getInteger());
      case INT64 -> number(column, values.getLong());
      case BOOLEAN, DOUBLE, FLOAT, INT96 -> 0;
    };
  }

  private long fixed(ColumnDescriptor column, byte[] bytes) {
    if (isKey(column) && bytes.length == 16) {
      ByteBuffer halves = ByteBuffer.wrap(bytes);
      return search.is(new UUID(halves.getLong(), halves.getLong()).toString()) ? 1 : 0;
    }
    return search.inCell(bytes);
  }

  private long number(ColumnDescriptor column, long value) {
    return isKey(column) && search.is(Long.toString(value)) ? 1 : 0;
  }

  private boolean isKey(ColumnDescriptor column) {
    return keyColumns.contains(String.join(".", column.getPath()));
  }

  private void searchDictionary(
      ParquetFileReader reader, BlockMetaData group, ColumnDescriptor column) throws IOException {
    if (column.getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BINARY) {
      return;
    }
    try (DictionaryPageReadStore pages = reader.getDictionaryReader(group)) {
      DictionaryPage page = pages.readDictionaryPage(column);
      if (page != null) {
        Dictionary dictionary = page.getEncoding().initDictionary(column, page);
        for (int id = 0; id <= dictionary.getMaxId(); id++) {
          dictionaries += search.inCell(dictionary.decodeToBinary(id).getBytesUnsafe());
        }
      }
    }
  }

  private void searchBounds(ParquetFileReader reader, ColumnChunkMetaData chunk)
      throws IOException {
    var statistics = chunk.getStatistics();
    if (statistics != null && statistics.hasNonNullValue()) {
      searchBound(statistics.getMinBytes());
      searchBound(statistics.getMaxBytes());
    }
    ColumnIndex pages = reader.readColumnIndex(chunk);
    if (pages != null) {
      searchBounds(pages.getMinValues());
      searchBounds(pages.getMaxValues());
    }
  }

  private void searchBounds(List<ByteBuffer> values) {
    for (ByteBuffer value : values) {
      byte[] bytes = new byte[value.remaining()];
      value.duplicate().get(bytes);
      searchBound(bytes);
    }
  }

  private void searchBound(byte[] bound) {
    if (search.isBound(bound)) {
      bounds++;
    }
  }
}
