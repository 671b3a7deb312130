package dev.lethe.service.fanout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores steps. A step's segments are the times it spent in each state. */
@ApplicationScoped
class StepStore {
  private final LetheDatabase database;
  private final ObjectMapper json;

  StepStore(LetheDatabase database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  void insert(String request, List<PlannedStep> steps, Instant at) {
    for (int i = 0; i < steps.size(); i++) {
      PlannedStep step = steps.get(i);
      Step.Segment waiting = new Step.Segment(StepState.WAITING, at, null);
      database.update(
          "insert into step (id, request, ordinal, target, asset, action, fields, subject_key_fields,"
              + " expected, segments) values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?::jsonb)",
          step.id(),
          request,
          i,
          step.target(),
          step.asset(),
          step.action().word(),
          write(step.fields()),
          write(step.subjectKeyFields()),
          step.expected(),
          write(List.of(waiting)));
    }
  }

  List<Step> of(String request) {
    return database.list(
        this::read, "select * from step where request = ? order by ordinal", request);
  }

  Step get(String id) {
    return database
        .one(this::read, "select * from step where id = ?", id)
        .orElseThrow(() -> new IllegalArgumentException("no step " + id));
  }

  void counted(String id, long before, Set<String> dataVersions) {
    database.update(
        "update step set before_count = ?, data_versions = ?::jsonb where id = ?",
        before,
        write(dataVersions.stream().sorted().toList()),
        id);
  }

  void erased(String id, long affected, String depth, Json.Obj evidence) {
    database.update(
        "update step set affected = coalesce(affected, 0) + ?, depth = ?,"
            + " evidence = evidence || ?::jsonb where id = ?",
        affected,
        depth,
        CanonicalJson.text(evidence),
        id);
  }

  void probed(String id, long after, long rawHits, String depth, Json.Obj evidence, Instant at) {
    database.update(
        "update step set after_count = ?, raw_hits = ?, depth = ?, evidence = evidence || ?::jsonb,"
            + " verified_at = ? where id = ?",
        after,
        rawHits,
        depth,
        CanonicalJson.text(evidence),
        at,
        id);
  }

  /** Moves a step to a state: closes its open segment and opens the next one. */
  void move(
      String id, StepState state, Instant at, @Nullable String error, @Nullable Instant retryAt) {
    Step step = get(id);
    boolean ended = state == StepState.DONE || state == StepState.VERIFIED;
    database.update(
        "update step set state = ?, last_error = ?, retry_at = ?, segments = ?::jsonb,"
            + " attempts = attempts + ?, started_at = coalesce(started_at, ?), ended_at = ? where id = ?",
        state.word(),
        error,
        retryAt,
        write(segments(step, state, at, ended)),
        state == StepState.WORKING ? 1 : 0,
        state == StepState.WAITING ? null : at,
        ended ? at : null,
        id);
  }

  private static List<Step.Segment> segments(
      Step step, StepState state, Instant at, boolean ended) {
    List<Step.Segment> segments = new ArrayList<>(step.segments());
    if (!segments.isEmpty() && segments.getLast().to() == null) {
      Step.Segment open = segments.removeLast();
      segments.add(new Step.Segment(open.state(), open.from(), at));
    }
    segments.add(new Step.Segment(state, at, ended ? at : null));
    return segments;
  }

  private Step read(ResultSet row) throws SQLException {
    return new Step(
        row.getString("id"),
        row.getString("request"),
        row.getString("target"),
        row.getString("asset"),
        StepAction.of(row.getString("action")),
        parse(row.getString("fields"), new TypeReference<List<String>>() {}),
        parse(row.getString("subject_key_fields"), new TypeReference<Map<String, String>>() {}),
        Sql.maybeLong(row, "expected"),
        StepState.of(row.getString("state")),
        row.getInt("attempts"),
        Sql.maybeInstant(row, "started_at"),
        Sql.maybeInstant(row, "ended_at"),
        Sql.maybeInstant(row, "retry_at"),
        row.getString("last_error"),
        Sql.maybeLong(row, "before_count"),
        Sql.maybeLong(row, "affected"),
        Sql.maybeLong(row, "after_count"),
        Sql.maybeLong(row, "raw_hits"),
        row.getString("depth"),
        Set.copyOf(parse(row.getString("data_versions"), new TypeReference<List<String>>() {})),
        (Json.Obj) Json.parse(row.getString("evidence")),
        Sql.maybeInstant(row, "verified_at"),
        parse(row.getString("segments"), new TypeReference<List<Step.Segment>>() {}));
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new FanoutStoreException("a step could not be written", e);
    }
  }

  private <T> T parse(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new FanoutStoreException("a step could not be read", e);
    }
  }
}
