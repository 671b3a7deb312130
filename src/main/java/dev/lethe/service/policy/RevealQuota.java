package dev.lethe.service.policy;

import dev.lethe.service.database.Sql;
import dev.lethe.service.policy.RevealUse.Demand;
import dev.lethe.service.policy.TokenPolicy.Anomaly;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How much each caller may still reveal, over all nodes. It is taken before anything is opened, and
 * what does not open afterwards is not given back: who tries tokens out uses it up as well.
 */
@ApplicationScoped
class RevealQuota {
  private final PolicyDatabase database;
  private final RevealUseStore uses;
  private final RevealStops stops;
  private final InstantSource clock;

  RevealQuota(
      PolicyDatabase database, RevealUseStore uses, RevealStops stops, InstantSource clock) {
    this.database = database;
    this.uses = uses;
    this.stops = stops;
    this.clock = clock;
  }

  /**
   * Takes all demands or none.
   *
   * @return why nothing was taken; empty when everything was
   */
  @Transactional
  Optional<ProblemException> take(String caller, List<Demand> demands, Anomaly anomaly) {
    var inOrder = demands.stream().sorted(Comparator.comparing(Demand::ground)).toList();
    return database.with(sql -> take(sql, caller, inOrder, anomaly));
  }

  private Optional<ProblemException> take(
      Sql sql, String caller, List<Demand> demands, Anomaly anomaly) throws SQLException {
    Instant now = clock.instant();
    var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var before = new ArrayList<RevealUse>();
    for (var demand : demands) {
      before.add(uses.lock(sql, caller, demand.ground(), day, now));
    }
    // Asked after the locks are had: whoever had them before may have been stopped.
    if (stops.isStopped(sql, caller)) {
      return Optional.of(RevealStops.stopped());
    }
    for (int i = 0; i < demands.size(); i++) {
      var refusal = refusal(sql, caller, demands.get(i), before.get(i), anomaly, now);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    for (int i = 0; i < demands.size(); i++) {
      uses.write(sql, caller, demands.get(i).ground(), before.get(i).plus(demands.get(i), now));
    }
    return Optional.empty();
  }

  private Optional<ProblemException> refusal(
      Sql sql, String caller, Demand demand, RevealUse use, Anomaly anomaly, Instant now)
      throws SQLException {
    var tooMany = use.tooMany(demand, now);
    if (tooMany.isPresent()) {
      return tooMany;
    }
    var excess = use.see(demand, anomaly);
    if (excess.isPresent()) {
      stops.stop(sql, caller, demand.ground(), excess.get(), now);
      return Optional.of(RevealStops.stopped());
    }
    return Optional.empty();
  }
}
