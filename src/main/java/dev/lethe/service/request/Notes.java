package dev.lethe.service.request;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Plain;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Officers' free text. It may name the person, so it lives outside the log, sealed, and ends with
 * the case key.
 */
@ApplicationScoped
class Notes {
  private static final String FIELD = "request.note";

  private final LetheDatabase database;
  private final VaultService vault;

  Notes(LetheDatabase database, VaultService vault) {
    this.database = database;
    this.vault = vault;
  }

  private record Stored(long logSeq, byte[] sealed) {}

  /** Seals a text; must run outside of a transaction. */
  byte @Nullable [] seal(@Nullable KeyId caseKey, @Nullable String text) {
    if (caseKey == null || text == null || text.isBlank()) {
      return null;
    }
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    return vault.seal(List.of(new Plain(caseKey, FIELD, plain))).getFirst();
  }

  /** Stores a sealed text beside its log entry; joins the caller's transaction. */
  void attach(String request, long logSeq, byte @Nullable [] sealed) {
    if (sealed != null) {
      database.update(
          "insert into request_note (log_seq, request, sealed) values (?, ?, ?)",
          logSeq,
          request,
          sealed);
    }
  }

  /** Returns the readable texts of a request by log entry. */
  Map<Long, String> open(StoredRequest request) {
    KeyId key = request.subject().caseKey();
    List<Stored> stored =
        database.list(
            row -> new Stored(row.getLong(1), row.getBytes(2)),
            "select log_seq, sealed from request_note where request = ?",
            request.id());
    if (key == null || stored.isEmpty()) {
      return Map.of();
    }
    List<Sealed> tokens = new ArrayList<>();
    stored.forEach(note -> tokens.add(new Sealed(key, FIELD, note.sealed())));
    List<Opened> opened = vault.open(tokens);
    Map<Long, String> texts = new HashMap<>();
    for (int i = 0; i < stored.size(); i++) {
      if (opened.get(i) instanceof Opened.Value(byte[] bytes)) {
        texts.put(stored.get(i).logSeq(), new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}
