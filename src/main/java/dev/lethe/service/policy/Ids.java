package dev.lethe.service.policy;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.security.SecureRandom;
import java.util.UUID;

/** Ids of what people decide about reveals: a prefix and 26 characters of Crockford base 32. */
final class Ids {
  static final String STOP = "stp_";
  static final String BREAK_GLASS = "bgl_";
  private static final String KEY = "key_";

  private Ids() {}

  static UUID random(SecureRandom random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  static String text(String prefix, UUID id) {
    return prefix + new KeyId(id).toString().substring(KEY.length());
  }

  /** Reads what {@link #text} wrote; nothing else names anything. */
  static UUID parse(String prefix, String text) {
    try {
      if (text.startsWith(prefix)) {
        return KeyId.parse(KEY + text.substring(prefix.length())).value();
      }
    } catch (IllegalArgumentException e) {
      // falls through to the refusal
    }
    throw nothing();
  }

  static ProblemException nothing() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is nothing of this id.");
  }
}
