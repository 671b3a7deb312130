package dev.lethe.service.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.token.InvalidTokenException;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens tokens for a person who says why. No value is given out before the audit log knows of it.
 */
@ApplicationScoped
class RevealService {
  private final VaultService vault;
  private final AuditService audit;

  RevealService(VaultService vault, AuditService audit) {
    this.vault = vault;
    this.audit = audit;
  }

  /** What a token is revealed for, and by whom. */
  record Purpose(String actor, String purpose, String reason) {}

  /** A token as it was sent, nothing of it checked. */
  record Asked(@Nullable String token, @Nullable String field) {}

  /** A value, or the problem in its place. */
  record Outcome(@Nullable String value, @Nullable Problem problem) {
    @Override
    public String toString() {
      return "Outcome[]";
    }
  }

  /** Returns the outcomes in the order of the items. */
  List<Outcome> reveal(Purpose purpose, List<Asked> items) {
    Limits.checkCount(items.size());
    var problems = new ArrayList<@Nullable Problem>();
    var sealed = new ArrayList<Sealed>();
    for (var item : items) {
      try {
        sealed.add(check(item));
        problems.add(null);
      } catch (ProblemException e) {
        problems.add(e.problem());
      } catch (InvalidTokenException e) {
        problems.add(Problems.INVALID_TOKEN);
      }
    }
    var opened = vault.open(sealed);
    record(purpose, items.size(), sealed, opened);
    return merge(problems, opened);
  }

  private static Sealed check(Asked item) {
    if (item.token() == null) {
      throw ProblemException.missingField("token");
    }
    if (item.field() == null) {
      throw ProblemException.missingField("field");
    }
    Limits.checkFieldClass(item.field());
    var token = TokenV1.parseText(item.token());
    return new Sealed(token.key(), item.field(), token.toBytes());
  }

  private void record(Purpose purpose, int asked, List<Sealed> sealed, List<Opened> opened) {
    var keys = new ArrayList<String>();
    for (int i = 0; i < opened.size(); i++) {
      if (opened.get(i) instanceof Opened.Value) {
        keys.add(sealed.get(i).key().toString());
      }
    }
    audit.append(
        new AuditEvent(
            "tokens.revealed",
            purpose.actor(),
            Map.of(
                "purpose", purpose.purpose(),
                "reason", purpose.reason(),
                "asked", asked,
                "revealed", keys.size(),
                "keys", keys.stream().distinct().toList())));
  }

  private static List<Outcome> merge(List<@Nullable Problem> problems, List<Opened> opened) {
    var next = opened.iterator();
    var outcomes = new ArrayList<Outcome>(problems.size());
    for (var problem : problems) {
      outcomes.add(problem == null ? outcome(next.next()) : new Outcome(null, problem));
    }
    return outcomes;
  }

  private static Outcome outcome(Opened opened) {
    return opened instanceof Opened.Value(byte[] bytes)
        ? new Outcome(new String(bytes, UTF_8), null)
        : new Outcome(null, Problems.of(opened));
  }
}
