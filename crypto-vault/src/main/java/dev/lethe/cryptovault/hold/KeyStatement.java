package dev.lethe.cryptovault.hold;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.proof.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a vault says, at one moment, of the keys of one of its exports. Only a key that is live can
 * go on living elsewhere.
 *
 * @param export the export's id
 * @param tenant the vault's tenant
 * @param states each key's state at that moment: {@link #LIVE}, {@code frozen} or {@code destroyed}
 */
public record KeyStatement(
    String export, String tenant, Instant statedAt, SequencedMap<KeyId, String> states) {
  /** The type that this class writes and reads. */
  public static final String TYPE = "lethe.key-states/v1";

  /** The key can be used, and no erasure of it is pending. */
  public static final String LIVE = "live";

  /** Keeps a copy of the states. */
  public KeyStatement {
    states = new LinkedHashMap<>(states);
  }

  /** The statement, to be signed. */
  public Json.Obj toJson() {
    var keys = new ArrayList<Json>();
    states.forEach((key, state) ->
        keys.add(Json.object().put("key", key.toString()).put("state", state).build()));
    return Json.object()
        .put("type", TYPE)
        .put("export", export)
        .put("tenant", tenant)
        .put("stated_at", statedAt.toString())
        .put("keys", Json.array(keys))
        .build();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws HoldException when it is anything else, or names a key twice
   */
  public static KeyStatement of(Json.Obj statement) {
    if (!Members.text(statement, "type").equals(TYPE)) {
      throw new HoldException("the statement is not of type " + TYPE);
    }
    var states = new LinkedHashMap<KeyId, String>();
    for (var one : Members.objects(statement, "keys")) {
      if (states.put(Members.key(one, "key"), Members.text(one, "state")) != null) {
        throw new HoldException("the statement names a key twice");
      }
    }
    return new KeyStatement(
        Members.text(statement, "export"),
        Members.text(statement, "tenant"),
        Members.moment(statement, "stated_at"),
        states);
  }

  /** Whether it says of each of these keys that it is live. */
  public boolean saysLive(List<KeyId> keys) {
    return keys.stream().allMatch(key -> LIVE.equals(states.get(key)));
  }
}
