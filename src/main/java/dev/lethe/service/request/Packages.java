package dev.lethe.service.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Plain;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Keeps access packages, sealed under the request's own key, until they expire. */
@ApplicationScoped
class Packages {
  private static final String JSON_FIELD = "request.package.json";
  private static final String HTML_FIELD = "request.package.html";

  private final LetheDatabase database;
  private final VaultService vault;
  private final JsonText json;
  private final Ending ending;
  private final InstantSource clock;

  Packages(
      LetheDatabase database,
      VaultService vault,
      JsonText json,
      Ending ending,
      InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.json = json;
    this.ending = ending;
    this.clock = clock;
  }

  /** A package as it is stored. */
  record SealedPackage(byte[] json, byte[] html) {}

  /** Which form of a package. */
  enum Form {
    JSON,
    HTML
  }

  SealedPackage seal(KeyId key, JsonNode content, String page) {
    List<byte[]> sealed =
        vault.seal(
            List.of(
                new Plain(key, JSON_FIELD, json.bytes(content)),
                new Plain(key, HTML_FIELD, page.getBytes(StandardCharsets.UTF_8))));
    return new SealedPackage(sealed.get(0), sealed.get(1));
  }

  void store(String request, SealedPackage made, Instant at) {
    database.update(
        "insert into request_package (request, json, html, created_at, expires_at) values (?, ?, ?, ?, ?)"
            + " on conflict (request) do update set json = excluded.json, html = excluded.html",
        request,
        made.json(),
        made.html(),
        at,
        ending.packageEnds(at));
  }

  boolean available(String request) {
    return database
        .one(
            row -> row.getInt(1),
            "select 1 from request_package where request = ? and expires_at > ?",
            request,
            clock.instant())
        .isPresent();
  }

  /** Opens a package; empty when there is none or its time is over. */
  Optional<byte[]> open(StoredRequest request, Form form) {
    KeyId key = request.subject().caseKey();
    Optional<byte[]> sealed =
        database.one(
            row -> row.getBytes(1),
            "select "
                + (form == Form.JSON ? "json" : "html")
                + " from request_package where request = ? and expires_at > ?",
            request.id(),
            clock.instant());
    if (key == null || sealed.isEmpty()) {
      return Optional.empty();
    }
    String field = form == Form.JSON ? JSON_FIELD : HTML_FIELD;
    return vault.open(List.of(new Sealed(key, field, sealed.get()))).getFirst()
            instanceof Opened.Value(byte[] bytes)
        ? Optional.of(bytes)
        : Optional.empty();
  }
}
