package dev.lethe.service.request;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.request.clock.ClockRule;
import dev.lethe.service.request.clock.Deadlines;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Plain;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests in: identifiers are sealed under a key of the request's own before anything is
 * stored.
 */
@ApplicationScoped
class Intake {
  private static final String FIELD = "request.identifiers";

  private final VaultService vault;
  private final RequestStore requests;
  private final Notes notes;
  private final AuditService audit;
  private final JsonText json;
  private final SecureRandom random;
  private final InstantSource clock;

  Intake(
      VaultService vault,
      RequestStore requests,
      Notes notes,
      AuditService audit,
      JsonText json,
      SecureRandom random,
      InstantSource clock) {
    this.vault = vault;
    this.requests = requests;
    this.notes = notes;
    this.audit = audit;
    this.json = json;
    this.random = random;
    this.clock = clock;
  }

  /** What somebody asks for. */
  record Order(
      Right right,
      Regime regime,
      List<Identifier> identifiers,
      Instant received,
      @Nullable String channel,
      @Nullable String note) {}

  /** Stores a request and returns its id. */
  String take(Order order, String by) {
    KeyId key = vault.createKeys(1).getFirst();
    byte[] sealed =
        vault.seal(List.of(new Plain(key, FIELD, json.bytes(order.identifiers())))).getFirst();
    byte[] note = notes.seal(key, order.note());
    ClockRule rule = ClockRule.of(order.regime(), order.right());
    RequestStore.Fresh fresh =
        new RequestStore.Fresh(
            RequestId.random(random).toString(),
            order.right(),
            order.regime(),
            order.channel(),
            by,
            order.received(),
            Deadlines.count(rule, order.received()),
            key,
            sealed,
            order.identifiers().stream().map(Mask::of).toList(),
            handle());
    QuarkusTransaction.requiringNew().run(() -> store(fresh, note));
    return fresh.id();
  }

  /** Opens the identifiers of a request; must run outside of a transaction. */
  List<Identifier> identifiers(StoredRequest request) {
    KeyId key = request.subject().caseKey();
    byte[] sealed = requests.identifiers(request.id()).orElse(new byte[0]);
    if (key == null
        || !(vault.open(List.of(new Sealed(key, FIELD, sealed))).getFirst()
            instanceof Opened.Value(byte[] bytes))) {
      throw new ProblemException(
          ProblemType.GONE, "The identifiers of this request have been destroyed.");
    }
    return json.read(bytes, new TypeReference<List<Identifier>>() {});
  }

  private void store(RequestStore.Fresh fresh, byte @Nullable [] note) {
    requests.insert(fresh, clock.instant());
    StoredRequest stored = requests.find(fresh.id()).orElseThrow();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("number", stored.name());
    facts.put("right", fresh.right().word());
    facts.put("regime", fresh.regime().word());
    facts.put("received_at", fresh.received());
    facts.put("to", stored.state().name());
    long seq = audit.append(new AuditEvent("request.received", fresh.creator(), fresh.id(), facts));
    notes.attach(fresh.id(), seq, note);
  }

  private String handle() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return "sub_" + HexFormat.of().formatHex(bytes);
  }
}
