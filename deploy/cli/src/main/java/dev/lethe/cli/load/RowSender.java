package dev.lethe.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends rows in batches, from the first that is not dealt with yet. */
final class RowSender implements CsvFile.Reading {
  private static final int BATCH = 250;

  private final LetheApi api;
  private final Mapping mapping;
  private final RejectsFile rejects;
  private final CsvImport.Observer observer;
  private final ImportCounts before;
  private final Checkpoint checkpoint;
  private final List<Row> rows = new ArrayList<>();
  private final List<JsonNode> profiles = new ArrayList<>();
  private ImportCounts counts;
  private long pending;

  /** Told after each batch that is dealt with, before the next one is sent. */
  interface Checkpoint {
    void reached(ImportCounts counts) throws ImportException;
  }

  RowSender(
      LetheApi api,
      Mapping mapping,
      RejectsFile rejects,
      CsvImport.Observer observer,
      ImportCounts before,
      Checkpoint checkpoint) {
    this.api = api;
    this.mapping = mapping;
    this.rejects = rejects;
    this.observer = observer;
    this.before = before;
    this.checkpoint = checkpoint;
    this.counts = before;
  }

  @Override
  public void header(List<String> names) {
    rejects.header(names);
  }

  @Override
  public void row(Row row) throws ImportException, ApiException {
    if (row.number() <= before.rows()) {
      return;
    }
    pending++;
    if (mapping.concerns(row)) {
      collect(row);
    } else {
      counts = counts.plus(new ImportCounts(0, 0, 0, 0, 0, 1));
    }
    if (pending == BATCH) {
      send();
    }
  }

  /** Sends what is left; gives what became of every row. */
  ImportCounts finish() throws ImportException, ApiException {
    if (pending > 0) {
      send();
    }
    return counts;
  }

  private void collect(Row row) throws ImportException {
    Optional<String> key = mapping.key(row);
    if (key.isEmpty()) {
      reject(row, "the source key is empty");
      return;
    }
    rows.add(row);
    profiles.add(mapping.profile(row, key.get()));
  }

  private void send() throws ImportException, ApiException {
    if (!profiles.isEmpty()) {
      take(api.post("/api/v1/profiles", profiles));
    }
    counts = counts.plus(new ImportCounts(pending, 0, 0, 0, 0, 0));
    pending = 0;
    rows.clear();
    profiles.clear();
    rejects.flush();
    checkpoint.reached(counts);
  }

  private void take(JsonNode answer) throws ImportException {
    for (JsonNode item : answer.path("items")) {
      if (item.path("outcome").asText().equals("rejected")) {
        JsonNode problem = item.path("problem");
        String title = problem.path("title").asText("rejected");
        reject(rows.get(item.path("index").asInt()), problem.path("detail").asText(title));
      } else {
        JsonNode sent = profiles.get(item.path("index").asInt());
        observer.taken(sent.path("source_key").asText(), item.path("profile").asText());
      }
    }
    counts =
        counts.plus(
            new ImportCounts(
                0,
                answer.path("created").asLong(),
                answer.path("updated").asLong(),
                answer.path("unchanged").asLong(),
                0,
                0));
  }

  private void reject(Row row, String reason) throws ImportException {
    rejects.add(row, reason);
    counts = counts.plus(new ImportCounts(0, 0, 0, 0, 1, 0));
  }
}
