package dev.lethe.service.request;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.fanout.Dispatcher;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.vault.VaultService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Destroys the keys of closed requests, and with them identifiers, notes and packages; the record
 * that stays names nobody. The key goes first: whatever is cut off after that is deleted in the
 * next round.
 */
@ApplicationScoped
class CaseKeySweep implements Dispatcher.Recurring {
  private static final int CHUNK = 100;

  private final LetheDatabase database;
  private final VaultService vault;
  private final PlanStore plans;
  private final AuditService audit;
  private final InstantSource clock;

  CaseKeySweep(
      LetheDatabase database,
      VaultService vault,
      PlanStore plans,
      AuditService audit,
      InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.plans = plans;
    this.audit = audit;
    this.clock = clock;
  }

  private record Ended(String request, KeyId key) {}

  @Override
  public void run() {
    List<Ended> ended = ended(clock.instant());
    if (ended.isEmpty()) {
      return;
    }
    vault.shred(ended.stream().map(Ended::key).toList(), "case_closed");
    ended.forEach(end -> QuarkusTransaction.requiringNew().run(() -> forget(end.request())));
  }

  private List<Ended> ended(Instant now) {
    return database.list(
        row -> new Ended(row.getString(1), KeyId.of(row.getBytes(2))),
        "select r.id, r.case_key from request r where r.case_key is not null and r.case_ends_at <= ?"
            + " and not exists (select 1 from execution e where e.request = r.id and e.ended_at is null)"
            + " order by r.case_ends_at limit ?",
        now,
        CHUNK);
  }

  private void forget(String request) {
    int changed =
        database.update(
            "update request set case_key = null, identifiers = null, masks = '[]', customer = null,"
                + " candidates = '[]', version = version + 1, updated_at = ?"
                + " where id = ? and case_key is not null",
            clock.instant(),
            request);
    if (changed == 1) {
      plans.forget(request);
      database.update("delete from request_note where request = ?", request);
      database.update("delete from request_package where request = ?", request);
      audit.append(
          new AuditEvent("request.identifiers_destroyed", AuditEvent.SYSTEM, request, Map.of()));
    }
  }
}
