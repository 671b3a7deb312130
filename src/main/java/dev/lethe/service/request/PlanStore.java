package dev.lethe.service.request;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.database.Sql;
import dev.lethe.service.fanout.PlannedStep;
import dev.lethe.service.request.Plan.Basis;
import dev.lethe.service.request.Plan.HeldProfile;
import dev.lethe.service.request.Plan.Kept;
import dev.lethe.service.request.Plan.PlanProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Stores every version of every plan. */
@ApplicationScoped
class PlanStore {
  private final LetheDatabase database;
  private final JsonText json;

  PlanStore(LetheDatabase database, JsonText json) {
    this.database = database;
    this.json = json;
  }

  private record Steps(List<PlannedStep> steps, Map<String, Basis> bases) {}

  int nextVersion(String request) {
    return database
        .one(
            row -> row.getInt(1),
            "select coalesce(max(version), 0) + 1 from request_plan where request = ?",
            request)
        .orElse(1);
  }

  void insert(String request, Plan plan) {
    database.update(
        "insert into request_plan (request, version, created_at, created_by, customer, profiles, held,"
            + " steps, kept, warnings)"
            + " values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb)",
        request,
        plan.version(),
        plan.createdAt(),
        plan.createdBy(),
        plan.customer(),
        json.write(plan.profiles()),
        json.write(plan.held()),
        json.write(new Steps(plan.steps(), plan.bases())),
        json.write(plan.kept()),
        json.write(plan.warnings()));
  }

  Optional<Plan> newest(String request) {
    return database.one(
        this::read,
        "select * from request_plan where request = ? order by version desc limit 1",
        request);
  }

  /** Forgets whom the plans were about. */
  void forget(String request) {
    database.update(
        "update request_plan set customer = null, profiles = '[]', held = '[]' where request = ?",
        request);
  }

  private Plan read(ResultSet row) throws SQLException {
    Steps steps = json.read(row.getString("steps"), new TypeReference<Steps>() {});
    return new Plan(
        row.getInt("version"),
        Objects.requireNonNull(Sql.maybeInstant(row, "created_at")),
        row.getString("created_by"),
        row.getString("customer"),
        json.read(row.getString("profiles"), new TypeReference<List<PlanProfile>>() {}),
        json.read(row.getString("held"), new TypeReference<List<HeldProfile>>() {}),
        steps.steps(),
        steps.bases(),
        json.read(row.getString("kept"), new TypeReference<List<Kept>>() {}),
        json.read(row.getString("warnings"), new TypeReference<List<String>>() {}));
  }
}
