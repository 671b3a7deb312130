package dev.lethe.service.fanout;

import dev.lethe.service.database.LetheDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores tasks: one request's part of a stage. */
@ApplicationScoped
class TaskStore {
  private final LetheDatabase database;

  TaskStore(LetheDatabase database) {
    this.database = database;
  }

  /** A task as a batch carries it. */
  record Member(long id, String request, @Nullable String step, boolean recount) {}

  void insert(
      String request,
      @Nullable String step,
      Stage stage,
      String lane,
      Instant notBefore,
      Instant now) {
    database.update(
        "insert into task (request, step, stage, lane, state, not_before, created_at)"
            + " values (?, ?, ?, ?, 'waiting', ?, ?)",
        request,
        step,
        stage.word(),
        lane,
        notBefore,
        now);
  }

  /** Puts tasks that are due into a batch and returns how many. */
  int join(String batch, String lane, Stage stage, int limit, Instant now) {
    return database.update(
        "update task set state = 'claimed', batch = ? where id in (select id from task"
            + " where lane = ? and stage = ? and state = 'waiting' and not_before <= ?"
            + " order by id limit ? for update skip locked)",
        batch,
        lane,
        stage.word(),
        now,
        limit);
  }

  List<Member> members(String batch) {
    return database.list(
        row ->
            new Member(
                row.getLong("id"),
                row.getString("request"),
                row.getString("step"),
                row.getBoolean("recount")),
        "select id, request, step, recount from task where batch = ? and state = 'claimed' order by id",
        batch);
  }

  void settle(String batch) {
    database.update("update task set state = 'done' where batch = ? and state = 'claimed'", batch);
  }

  void park(String batch) {
    database.update(
        "update task set state = 'parked' where batch = ? and state = 'claimed'", batch);
  }

  /** Sends the members of a batch back, each to be tried alone. */
  void split(String batch, Instant notBefore) {
    database.update(
        "update task set state = 'waiting', batch = null, solo = true, not_before = ?"
            + " where batch = ? and state = 'claimed'",
        notBefore,
        batch);
  }

  /**
   * Sends a step's parked task back to work, counting anew first; returns whether there was one.
   */
  boolean unpark(String request, String step, Instant now) {
    return database.update(
            "update task set state = 'waiting', batch = null, solo = true, recount = true, not_before = ?"
                + " where request = ? and step = ? and state = 'parked'",
            now,
            request,
            step)
        > 0;
  }

  boolean anyOpen(String request, Stage stage) {
    return database
        .one(
            row -> row.getInt(1),
            "select 1 from task where request = ? and stage = ?"
                + " and state in ('waiting', 'claimed', 'parked') limit 1",
            request,
            stage.word())
        .isPresent();
  }

  void cancelIdle(String request) {
    database.update(
        "update task set state = 'cancelled' where request = ? and state in ('waiting', 'parked')",
        request);
  }
}
