package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What was sent beside a token that cannot say by itself how and under which key it was made,
 * nothing of it checked.
 */
record Beside(
    @Nullable Integer suite,
    @Nullable String alphabet,
    @Nullable String key,
    @Nullable String profile) {
  static final Beside NOTHING = new Beside(null, null, null, null);

  Beside withSuite(@Nullable Integer number) {
    return new Beside(number, alphabet, key, profile);
  }

  Beside withAlphabet(@Nullable String spelling) {
    return new Beside(suite, spelling, key, profile);
  }

  Beside withKey(@Nullable String id) {
    return new Beside(suite, alphabet, id, profile);
  }

  Beside withProfile(@Nullable String id) {
    return new Beside(suite, alphabet, key, id);
  }

  /** Whether the token says everything itself. */
  boolean isOfNamingSuite() {
    return suite == null
        ? alphabet == null && key == null && profile == null
        : suite == 1 || suite == 2;
  }

  /** The key, null where it is its profile's; throws a problem where neither or both were sent. */
  @Nullable KeyId keyId() {
    if (key == null && profile == null) {
      throw ProblemException.missingField("key");
    }
    if (key != null && profile != null) {
      throw ProblemException.invalidField("key", "Send either a key or a profile, not both.");
    }
    try {
      return key == null ? null : KeyId.parse(key);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalidField("key", "A key id is key_ and 26 characters.");
    }
  }

  @Nullable ProfileId profileId() {
    try {
      return profile == null ? null : ProfileId.parse(profile);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalidField("profile", "A profile id is prf_ and 26 characters.");
    }
  }
}
