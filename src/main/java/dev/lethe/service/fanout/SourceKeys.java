package dev.lethe.service.fanout;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Plain;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.SuppressionService;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Seals the person's keys in the sources, and their own identifiers, under the request's case key:
 * the suppression list needs them after the profiles' own keys are frozen.
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

  /** An identifier, normalised, that nobody else has; never prints it. */
  public record OwnIdentifier(String kind, String value) {
    @Override
    public String toString() {
      return "OwnIdentifier[" + kind + "]";
    }
  }

  /** Seals what the person is known again by. */
  public byte[] seal(
      KeyId caseKey, Collection<SourceKey> keys, Collection<OwnIdentifier> identifiers) {
    List<Json.Obj> items = new ArrayList<>();
    keys.forEach(
        key -> items.add(Json.object().put("source", key.source()).put("key", key.key()).build()));
    identifiers.forEach(
        one -> items.add(Json.object().put("kind", one.kind()).put("key", one.value()).build()));
    byte[] plain = CanonicalJson.bytes(Json.array(items));
    return vault.seal(List.of(new Plain(caseKey, FIELD, plain))).getFirst();
  }

  /** Opens the values of an execution, by the domain that each is suppressed under. */
  Map<String, List<String>> open(Execution execution) throws StageTrouble {
    Sealed sealed = new Sealed(execution.caseKey(), FIELD, execution.sourceKeys());
    if (!(vault.open(List.of(sealed)).getFirst() instanceof Opened.Value(byte[] bytes))) {
      throw StageTrouble.needsPerson("The request's own key is no longer usable.");
    }
    return byDomain(bytes);
  }

  /** The same for executions that were only begun; those whose own key is gone are left out. */
  Map<String, Map<String, List<String>>> openAll(List<ExecutionStore.Begun> executions) {
    var opened =
        vault.open(
            executions.stream().map(e -> new Sealed(e.caseKey(), FIELD, e.sourceKeys())).toList());
    var all = new TreeMap<String, Map<String, List<String>>>();
    for (int i = 0; i < executions.size(); i++) {
      if (opened.get(i) instanceof Opened.Value(byte[] bytes)) {
        all.put(executions.get(i).request(), byDomain(bytes));
      }
    }
    return all;
  }

  private static Map<String, List<String>> byDomain(byte[] bytes) {
    Json.Arr keys = (Json.Arr) Json.parse(new String(bytes, StandardCharsets.UTF_8));
    return keys.items().stream()
        .map(Json.Obj.class::cast)
        .collect(
            Collectors.groupingBy(
                SourceKeys::domain,
                TreeMap::new,
                Collectors.mapping(key -> text(key, "key"), Collectors.toList())));
  }

  private static String domain(Json.Obj item) {
    return item.get("source").isPresent()
        ? SuppressionService.sourceKeys(text(item, "source"))
        : text(item, "kind");
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) object.get(name).orElseThrow()).value();
  }
}
