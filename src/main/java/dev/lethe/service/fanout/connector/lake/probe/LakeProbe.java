package dev.lethe.service.fanout.connector.lake.probe;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.Depth;
import dev.lethe.service.fanout.connector.KeySearch;
import dev.lethe.service.fanout.connector.SubjectKeys;
import dev.lethe.service.fanout.connector.Verified;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.Table;

/**
 * Probes a table after an erasure: queries it as any reader would, then searches every file that
 * lies in its folder or is reachable from it, whether a snapshot knows the file or not.
 */
public final class LakeProbe {

  private final Table table;
  private final Batch batch;
  private final Set<Path> reachable;

  /**
   * @param reachable every file that the table's metadata leads to
   */
  public LakeProbe(Table table, Batch batch, Set<Path> reachable) {
    this.table = table;
    this.batch = batch;
    this.reachable = reachable;
  }

  /** Runs the probe to its end; changes nothing. */
  public Verified probe() {
    Map<String, Long> remaining = new QueryProbe(table, batch).remaining();
    RawHits reached = RawHits.NONE;
    RawHits stray = RawHits.NONE;
    Set<Path> files = files();
    var probe = new FileProbe(search(), keyColumns());
    for (Path file : files) {
      if (reachable.contains(file)) {
        reached = reached.plus(probed(probe, file));
      } else {
        stray = stray.plus(probed(probe, file));
      }
    }
    return new Verified.Probed(
        remaining,
        reached.total() + stray.total(),
        depth(remaining, reached, stray),
        evidence(files.size(), reached.plus(stray)));
  }

  /**
   * Whether manifests still say something of the subjects although no data file does, as they do
   * after somebody else has removed a file.
   */
  public boolean manifestsTell() {
    var probe = new FileProbe(search(), keyColumns());
    return reachable.stream()
        .filter(file -> file.toString().endsWith(".avro"))
        .anyMatch(file -> probed(probe, file).total() > 0);
  }

  private static Depth depth(Map<String, Long> remaining, RawHits reached, RawHits stray) {
    if (remaining.values().stream().anyMatch(count -> count > 0)) {
      return Depth.NONE;
    }
    if (reached.total() > 0 || reached.unreadable() > 0) {
      return Depth.D1;
    }
    return stray.total() > 0 || stray.unreadable() > 0 ? Depth.D2 : Depth.D3;
  }

  private static Map<String, Object> evidence(int files, RawHits hits) {
    var evidence = new TreeMap<String, Object>();
    evidence.put("files_searched", files);
    evidence.put("files_unreadable", hits.unreadable());
    evidence.put("hits_in_cells", hits.cells());
    evidence.put("hits_in_dictionaries", hits.dictionaries());
    evidence.put("hits_in_bounds", hits.bounds());
    evidence.put("hits_in_bytes", hits.text());
    return evidence;
  }

  private static RawHits probed(FileProbe probe, Path file) {
    try {
      return probe.probe(file);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private KeySearch search() {
    Set<String> values = new HashSet<>();
    for (SubjectKeys subject : batch.subjects()) {
      subject.keys().values().forEach(values::addAll);
    }
    return new KeySearch(values);
  }

  private Set<String> keyColumns() {
    return Set.copyOf(batch.asset().subjectKeyFields().values());
  }

  private Set<Path> files() {
    Set<Path> files = new TreeSet<>(reachable);
    Path folder = folder(table.location());
    try (Stream<Path> found = Files.walk(folder)) {
      found.filter(Files::isRegularFile).forEach(files::add);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    return files;
  }

  private static Path folder(String location) {
    return Path.of(location.startsWith("file:") ? URI.create(location).getPath() : location);
  }
}
