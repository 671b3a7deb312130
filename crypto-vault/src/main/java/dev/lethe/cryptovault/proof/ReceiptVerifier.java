package dev.lethe.cryptovault.proof;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Checks a receipt offline: needs only its text and the public key. Checks the signature, that the
 * statement is complete, that its numbers add up, and that its log entry leads to the root it
 * names. Never throws for a bad receipt.
 */
public final class ReceiptVerifier {
  /** The statement type that this verifier understands. */
  public static final String TYPE = "lethe.receipt/v1";

  private static final Set<String> RIGHTS = Set.of("access", "delete");
  private static final Set<String> REGIMES = Set.of("gdpr", "ccpa");
  private static final Set<String> OUTCOMES = Set.of("completed", "completed_with_exceptions");

  private final VerifyingKey key;

  /** A verifier that trusts this key. */
  public ReceiptVerifier(VerifyingKey key) {
    this.key = key;
  }

  /** Checks the text of a receipt. */
  public Verdict check(String receiptText) {
    try {
      return check(Receipt.parse(receiptText));
    } catch (IllegalArgumentException e) {
      Findings findings = new Findings();
      findings.failed("The file is no receipt: " + e.getMessage() + ".");
      return findings.verdict();
    }
  }

  /** Checks a receipt. */
  public Verdict check(Receipt receipt) {
    Findings findings = new Findings();
    if (signatureHolds(receipt, findings)) {
      statement(receipt.statement(), findings);
    }
    return findings.verdict();
  }

  private boolean signatureHolds(Receipt receipt, Findings findings) {
    if (!receipt.algorithm().equals(Receipt.ED25519)) {
      findings.failed("The signature algorithm is not Ed25519.");
      return false;
    }
    if (!receipt.keyId().equals(key.id())) {
      findings.failed(
          "The receipt was signed under another key than the given one, " + key.id() + ".");
      return false;
    }
    boolean holds = key.verify(CanonicalJson.bytes(receipt.statement()), receipt.signature());
    findings.require(
        holds,
        "The signature is valid under key " + key.id() + ".",
        "The signature does not fit: the receipt was changed or signed by someone else.");
    return holds;
  }

  private static void statement(Json.Obj statement, Findings findings) {
    Optional<String> type = findings.text(statement, "type", "The receipt");
    if (type.isPresent() && !type.get().equals(TYPE)) {
      findings.failed("The receipt is of a type that this verifier does not know.");
      return;
    }
    findings.time(statement, "issued_at", "The receipt");
    findings
        .object(statement, "request", "The receipt")
        .ifPresent(request -> request(statement, request, findings));
    LogInclusion.check(statement, findings);
  }

  private static void request(Json.Obj statement, Json.Obj request, Findings findings) {
    findings.text(request, "number", "The request");
    oneOf(request, "regime", REGIMES, findings);
    oneOf(request, "outcome", OUTCOMES, findings);
    dates(request, findings);
    OptionalLong profiles = subject(statement, findings);
    AssetArithmetic assets = new AssetArithmetic(findings);
    findings.array(statement, "assets", "The receipt").forEach(assets::check);
    exceptions(statement, request, findings);
    if (oneOf(request, "right", RIGHTS, findings).filter("delete"::equals).isPresent()) {
      new KeyDestruction(findings).check(statement, profiles);
    }
  }

  private static Optional<String> oneOf(
      Json.Obj request, String name, Set<String> known, Findings findings) {
    Optional<String> value = findings.text(request, name, "The request");
    if (value.isPresent() && !known.contains(value.get())) {
      findings.failed("The request has an unknown " + name + ".");
    }
    return value;
  }

  private static void dates(Json.Obj request, Findings findings) {
    Optional<Instant> received = findings.time(request, "received_at", "The request");
    Optional<Instant> completed = findings.time(request, "completed_at", "The request");
    Optional<Instant> due = findings.time(request, "statutory_due", "The request");
    if (received.isEmpty() || completed.isEmpty() || due.isEmpty()) {
      return;
    }
    if (completed.get().isBefore(received.get())) {
      findings.failed("The request was completed before it was received.");
    } else if (completed.get().isAfter(due.get())) {
      findings.noted("The request was completed after its statutory due date.");
    } else {
      findings.passed("The request was completed within its statutory time.");
    }
  }

  private static OptionalLong subject(Json.Obj statement, Findings findings) {
    Optional<Json.Obj> subject = findings.object(statement, "subject", "The receipt");
    if (subject.isEmpty()) {
      return OptionalLong.empty();
    }
    findings.text(subject.get(), "handle", "The subject");
    return findings.count(subject.get(), "profiles", "The subject");
  }

  private static void exceptions(Json.Obj statement, Json.Obj request, Findings findings) {
    int kept = findings.array(statement, "exceptions", "The receipt").size();
    boolean says =
        request.get("outcome").filter(Json.of("completed_with_exceptions")::equals).isPresent();
    if (kept > 0) {
      findings.noted(kept + " kept under an exception, each with its law and end date.");
    }
    if (says != kept > 0) {
      findings.failed("The outcome and the list of exceptions contradict each other.");
    }
  }
}
