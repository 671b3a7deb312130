package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Plain;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why people decided: free text that may name somebody, so it is sealed under the key of a profile
 * that it is about and ends with it.
 */
@ApplicationScoped
class Reasons {
  private static final String FIELD = "identity.reason";
  private static final int LONGEST = 2_000;

  private final VaultService vault;

  Reasons(VaultService vault) {
    this.vault = vault;
  }

  /** The reason that a caller gave; a decision without one is refused. */
  static String required(@Nullable String reason) {
    if (reason == null) {
      throw ProblemException.missingField("reason");
    }
    if (reason.isBlank()) {
      throw ProblemException.invalidField("reason", "Say in words why.");
    }
    if (reason.length() > LONGEST) {
      throw new ProblemException(
          ProblemType.VALUE_TOO_LARGE,
          "A reason has at most " + LONGEST + " characters.",
          Map.of("field", "reason"));
    }
    return reason.strip();
  }

  /** Must run outside of a transaction. */
  byte[] seal(KeyId key, String reason) {
    var plain = new Plain(key, FIELD, reason.getBytes(StandardCharsets.UTF_8));
    return vault.seal(List.of(plain)).getFirst();
  }

  /** The texts in order; empty where the key is destroyed or frozen. */
  List<Optional<String>> open(List<KeyId> keys, List<byte[]> sealed) {
    var items = new java.util.ArrayList<Sealed>();
    for (int i = 0; i < keys.size(); i++) {
      items.add(new Sealed(keys.get(i), FIELD, sealed.get(i)));
    }
    return vault.open(items).stream()
        .map(opened ->
            opened instanceof Opened.Value(byte[] bytes)
                ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                : Optional.<String>empty())
        .toList();
  }
}
