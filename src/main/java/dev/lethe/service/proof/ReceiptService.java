package dev.lethe.service.proof;

import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.LogInclusion;
import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.cryptovault.proof.VerifyingKey;
import dev.lethe.service.database.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * States receipts, ties them to the log and signs them. One request has one receipt, whatever is
 * repeated.
 */
@ApplicationScoped
public class ReceiptService {
  private final AgroalDataSource dataSource;
  private final AuditService audit;
  private final LogTree tree;
  private final SigningKeys keys;
  private final InstantSource clock;

  ReceiptService(
      AgroalDataSource dataSource,
      AuditService audit,
      LogTree tree,
      SigningKeys keys,
      InstantSource clock) {
    this.dataSource = dataSource;
    this.audit = audit;
    this.tree = tree;
    this.keys = keys;
    this.clock = clock;
  }

  private record Stored(Json.Obj statement, long logSeq, @Nullable String envelope) {}

  /** Returns the public part of the key that signs now. */
  public VerifyingKey publicKey() {
    return keys.current().verifyingKey();
  }

  /** Signs another statement of this service in the receipts' form, and stores nothing. */
  public String sign(Json.Obj statement) {
    return Receipt.sign(statement, keys.current()).toJson();
  }

  /** Returns the receipt of a request, if it is signed. */
  @Transactional
  public Optional<String> find(String request) {
    return read(request).flatMap(stored -> Optional.ofNullable(stored.envelope()));
  }

  /**
   * Issues the receipt of a request: fixes the statement together with its log entry, then signs it
   * with its place in the log. Repeated after an interruption it goes on with the statement that
   * was fixed. Must be called outside of a transaction.
   */
  public String issue(String request, Json.Obj statement) {
    Stored stored = QuarkusTransaction.requiringNew().call(() -> fix(request, statement));
    String envelope = stored.envelope();
    return envelope != null ? envelope : sign(request, stored);
  }

  private Stored fix(String request, Json.Obj statement) {
    Optional<Stored> before = read(request);
    if (before.isPresent()) {
      return before.get();
    }
    Map<String, Object> body = Map.of("statement_sha256", LogInclusion.statementHash(statement));
    long seq = audit.append(new AuditEvent("receipt.stated", AuditEvent.SYSTEM, request, body));
    insert(request, statement, seq);
    return new Stored(statement, seq, null);
  }

  private String sign(String request, Stored stored) {
    Optional<Json.Obj> inclusion = tree.inclusion(stored.logSeq());
    while (inclusion.isEmpty()) {
      if (tree.grow() == 0) {
        throw new IllegalStateException("the log entry of a receipt has no place in the tree");
      }
      inclusion = tree.inclusion(stored.logSeq());
    }
    Json.Obj full = stored.statement().with(LogInclusion.MEMBER, inclusion.get());
    String envelope = Receipt.sign(full, keys.current()).toJson();
    QuarkusTransaction.requiringNew().run(() -> complete(request, envelope));
    return find(request).orElseThrow();
  }

  private Optional<Stored> read(String request) {
    try (Connection connection = dataSource.getConnection()) {
      return new Sql(connection)
              .query(
                  "select statement, log_seq, envelope from receipt where request = ?",
                  row ->
                      new Stored(
                          (Json.Obj) Json.parse(row.getString(1)),
                          row.getLong(2),
                          row.getString(3)),
                  request)
              .stream()
              .findFirst();
    } catch (SQLException e) {
      throw new ProofStoreException("could not read a receipt", e);
    }
  }

  private void insert(String request, Json.Obj statement, long seq) {
    write(
        "insert into receipt (request, statement, log_seq, issued_at) values (?, ?, ?, ?)",
        request,
        CanonicalJson.text(statement),
        seq,
        clock.instant());
  }

  private void complete(String request, String envelope) {
    write(
        "update receipt set envelope = ? where request = ? and envelope is null",
        envelope,
        request);
  }

  private void write(String statement, Object... arguments) {
    try (Connection connection = dataSource.getConnection()) {
      new Sql(connection).update(statement, arguments);
    } catch (SQLException e) {
      throw new ProofStoreException("could not store a receipt", e);
    }
  }
}
