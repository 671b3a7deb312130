package dev.lethe.bench.lake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Looks for texts in every file under a folder, whether a table still knows the file or not: in the
 * bytes as they lie there, and in what Parquet and Avro files hold once decompressed. Shares no
 * code with what erases.
 */
public final class RawScan {
  private final Collection<String> wanted;
  private long files;
  private long hits;

  private RawScan(Collection<String> wanted) {
    this.wanted = wanted;
  }

  /** How many files were looked at, and how often a text was found. */
  public record Found(long files, long hits) {}

  /** Looks for the texts; short ones would be found by chance and are refused. */
  public static Found in(Path folder, Collection<String> texts) throws IOException {
    if (texts.stream().anyMatch(text -> text.length() < 6)) {
      throw new IllegalArgumentException("a text of fewer than six characters is found by chance");
    }
    RawScan scan = new RawScan(texts);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          scan.file(file);
        }
      }
    }
    return new Found(scan.files, scan.hits);
  }

  private void file(Path file) throws IOException {
    files++;
    byte[] bytes = Files.readAllBytes(file);
    search(new String(bytes, StandardCharsets.ISO_8859_1));
    if (startsWith(bytes, "PAR1")) {
      search(parquet(file));
    } else if (startsWith(bytes, "Obj\u0001")) {
      search(avro(file));
    } else if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
      search(gzip(file));
    }
  }

  private void search(String text) {
    for (String one : wanted) {
      for (int at = text.indexOf(one); at >= 0; at = text.indexOf(one, at + 1)) {
        hits++;
      }
    }
  }

  private static boolean startsWith(byte[] bytes, String magic) {
    return new String(bytes, 0, Math.min(bytes.length, magic.length()), StandardCharsets.ISO_8859_1)
        .equals(magic);
  }

  private static String parquet(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> rows =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          text.append(rows.read()).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String avro(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    try (DataFileReader<IndexedRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      for (IndexedRecord record : reader) {
        print(record, text);
      }
    }
    return text.toString();
  }

  private static String gzip(Path file) throws IOException {
    try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static void print(@Nullable Object value, StringBuilder text) {
    switch (value) {
      case null -> text.append('\n');
      case IndexedRecord record -> {
        for (int i = 0; i < record.getSchema().getFields().size(); i++) {
          print(record.get(i), text);
        }
      }
      case List<?> list -> list.forEach(item -> print(item, text));
      case Map<?, ?> map ->
          map.forEach((key, item) -> {
            print(key, text);
            print(item, text);
          });
      case ByteBuffer bytes ->
          text.append(StandardCharsets.ISO_8859_1.decode(bytes.duplicate())).append('\n');
      default -> text.append(value).append('\n');
    }
  }
}
