package dev.lethe.service.proof;

import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.MerkleTree;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event with its place in time; its canonical JSON is what the log tree hashes. */
public record LogEntry(
    long seq, Instant at, String type, String actor, @Nullable String request, Json.Obj body) {

  /** Returns the JSON form. */
  public Json.Obj json() {
    Json.ObjBuilder json =
        Json.object()
            .put("seq", seq)
            .put("at", at.toString())
            .put("type", type)
            .put("actor", actor)
            .put("body", body);
    return request == null ? json.build() : json.put("request", request).build();
  }

  /** Returns the hash of the entry as a leaf of the log tree. */
  public byte[] leafHash() {
    return MerkleTree.leafHash(CanonicalJson.bytes(json()));
  }
}
