package dev.lethe.service.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.MerkleTree;
import dev.lethe.service.fanout.MemoryTargetSettings;
import dev.lethe.service.testing.LetheTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LetheTest
@WithTestResource(MemoryTargetSettings.class)
class AuditServiceTest {
  private final AuditService audit;
  private final LogTree tree;
  private final AgroalDataSource dataSource;

  AuditServiceTest(AuditService audit, LogTree tree, AgroalDataSource dataSource) {
    this.audit = audit;
    this.tree = tree;
    this.dataSource = dataSource;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update log_entry set actor = 'somebody else'",
        "delete from log_entry",
        "truncate log_entry cascade",
        "update log_node set hash = leaf_hash from log_entry",
        "delete from log_leaf"
      })
  void logOnlyGrows(String change) {
    append("test.log_grows", Map.of());
    tree.grow();
    assertThatThrownBy(() -> execute(change))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("the log only grows");
  }

  @Test
  void eventOfARolledBackTransactionIsNotLogged() {
    String request = "req_" + UUID.randomUUID();
    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  audit.append(new AuditEvent("test.rolled_back", "t", request, Map.of()));
                  throw new IllegalStateException("on purpose");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(audit.history(request, 0, 10)).isEmpty();
  }

  @Test
  void everyEntryIsProvedAgainstOneRoot() {
    List<Long> seqs = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      seqs.add(append("test.proved", Map.of("i", i, "half", 0.5, "list", List.of("a", true))));
    }
    while (tree.grow() > 0) {}
    for (long seq : seqs) {
      Json.Obj proof = tree.inclusion(seq).orElseThrow();
      byte[] leaf = MerkleTree.leafHash(CanonicalJson.bytes(proof.get("entry").orElseThrow()));
      assertThat(
              MerkleTree.includes(
                  hash(proof.get("root").orElseThrow()),
                  leaf,
                  number(proof, "index"),
                  number(proof, "tree_size"),
                  ((Json.Arr) proof.get("path").orElseThrow())
                      .items().stream().map(AuditServiceTest::hash).toList()))
          .isTrue();
    }
  }

  @Test
  void entryThatWasNotSequencedHasNoPlace() {
    assertThat(tree.inclusion(Long.MAX_VALUE)).isEmpty();
  }

  private long append(String type, Map<String, Object> body) {
    return audit.append(new AuditEvent(type, "tester", body));
  }

  private void execute(String change) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(change);
    }
  }

  private static byte[] hash(Json text) {
    return HexFormat.of().parseHex(((Json.Str) text).value());
  }

  private static long number(Json.Obj object, String name) {
    return (long) ((Json.Num) object.get(name).orElseThrow()).value();
  }
}
