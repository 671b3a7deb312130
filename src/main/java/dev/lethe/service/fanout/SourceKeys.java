package dev.lethe.service.fanout;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Plain;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Seals the person's keys in the sources under the request's case key: the suppression list needs
 * them after the profiles' own keys are frozen.
 */
@ApplicationScoped
public class SourceKeys {
  private static final String FIELD = "request.source_keys";

  private final VaultService vault;

  SourceKeys(VaultService vault) {
    this.vault = vault;
  }

  /** A key under which a source knows the person; never prints it. */
  public record SourceKey(String source, String key) {
    @Override
    public String toString() {
      return "SourceKey[" + source + "]";
    }
  }

  /** Seals the keys. */
  public byte[] seal(KeyId caseKey, Collection<SourceKey> keys) {
    List<Json.Obj> items =
        keys.stream()
            .map(key -> Json.object().put("source", key.source()).put("key", key.key()).build())
            .toList();
    byte[] plain = CanonicalJson.bytes(Json.array(items));
    return vault.seal(List.of(new Plain(caseKey, FIELD, plain))).getFirst();
  }

  /** Opens the keys of an execution, by source. */
  Map<String, List<String>> open(Execution execution) throws StageTrouble {
    Sealed sealed = new Sealed(execution.caseKey(), FIELD, execution.sourceKeys());
    if (!(vault.open(List.of(sealed)).getFirst() instanceof Opened.Value(byte[] bytes))) {
      throw StageTrouble.needsPerson("The request's own key is no longer usable.");
    }
    Json.Arr keys = (Json.Arr) Json.parse(new String(bytes, StandardCharsets.UTF_8));
    return keys.items().stream()
        .map(Json.Obj.class::cast)
        .collect(
            Collectors.groupingBy(
                key -> text(key, "source"),
                TreeMap::new,
                Collectors.mapping(key -> text(key, "key"), Collectors.toList())));
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) object.get(name).orElseThrow()).value();
  }
}
