package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.confidence.ProfileConfidence;
import dev.lethe.identitygraph.confidence.ProfileConfidence.Treatment;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.ErasureScope.Held;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Parts a customer's profiles into those that a request may erase and those that it may not. In
 * doubt a profile stays, and a person is asked.
 */
@ApplicationScoped
class ErasureScopes {
  private final ProfileJudge judge;
  private final IdentityDatabase database;
  private final SecureRandom random;
  private final InstantSource clock;

  ErasureScopes(
      ProfileJudge judge, IdentityDatabase database, SecureRandom random, InstantSource clock) {
    this.judge = judge;
    this.database = database;
    this.random = random;
    this.clock = clock;
  }

  ErasureScope of(CustomerId customer, String request, List<SubjectIdentifier> proven) {
    var judgement = judge.judge(customer, proven);
    return QuarkusTransaction.requiringNew()
        .call(() -> database.with(sql -> part(sql, judgement, request)));
  }

  void end(String request) {
    database.with(sql -> {
      ReviewStore.vanished(sql, request, List.of(), clock.instant());
      return true;
    });
  }

  private ErasureScope part(Sql sql, ProfileJudge.Judgement judgement, String request)
      throws SQLException {
    var verdicts = verdicts(sql, request);
    var judged = new HashMap<ProfileId, ProfileConfidence>();
    judgement.judged().forEach(one -> judged.put(one.profile(), one));
    var erase = new ArrayList<IdentityService.ProfileRef>();
    var held = new ArrayList<Held>();
    var standing = new ArrayList<UUID>();
    for (var member : judgement.members()) {
      var one = judged.get(member.id());
      var verdict = verdicts.getOrDefault(member.id(), "");
      if (verdict.equals("same") || (one != null && one.treatment() == Treatment.ERASE)) {
        erase.add(
            new IdentityService.ProfileRef(
                member.id(), judgement.customer(), member.key(), member.source()));
      } else if (!verdict.isEmpty()) {
        held.add(held(member, one, "leave", "A person decided that it stays.", null));
      } else if (one == null || one.treatment() == Treatment.ASK) {
        var review = ask(sql, request, member.id(), one);
        standing.add(review);
        var why = "What was proven does not tie it surely enough to the requester.";
        held.add(held(member, one, "ask", why, Ids.text(Ids.REVIEW, review)));
      } else {
        held.add(held(member, one, "leave", "It is more likely somebody else's.", null));
      }
    }
    ReviewStore.vanished(sql, request, standing, clock.instant());
    return new ErasureScope(erase, held);
  }

  /** What people said for this request about single profiles. */
  private static Map<ProfileId, String> verdicts(Sql sql, String request) throws SQLException {
    var verdicts = new HashMap<ProfileId, String>();
    for (var row : ReviewStore.of(sql, request)) {
      var verdict = row.verdict();
      if (row.state().equals("decided") && verdict != null) {
        row.left().forEach(profile -> verdicts.put(profile, verdict));
      }
    }
    return verdicts;
  }

  private UUID ask(Sql sql, String request, ProfileId profile, @Nullable ProfileConfidence judged)
      throws SQLException {
    var path = judged == null ? List.<ProfileId>of() : judged.path();
    var proven = path.size() < 2 ? null : path.getFirst();
    var bits = judged == null ? Double.NEGATIVE_INFINITY : judged.bits();
    return ReviewCases.ask(sql, random, clock.instant(), request, profile, proven, bits);
  }

  private static Held held(
      StoredProfile member,
      @Nullable ProfileConfidence judged,
      String treatment,
      String reason,
      @Nullable String review) {
    var bits =
        judged == null || judged.path().isEmpty() ? null : CustomerShow.rounded(judged.bits());
    return new Held(member.id(), member.source(), treatment, bits, reason, review);
  }
}
