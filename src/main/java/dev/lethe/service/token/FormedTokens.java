package dev.lethe.service.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.Alphabet;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.policy.RevealRights;
import dev.lethe.service.vault.Form;
import dev.lethe.service.vault.FormService;
import dev.lethe.service.vault.FormToken;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.web.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those tokens of a reveal that are of suites 3 and 4. */
final class FormedTokens {
  private final Ways ways;
  private final List<Asked> asked = new ArrayList<>();
  private final List<Asked> known = new ArrayList<>();
  private final List<FormToken> tokens = new ArrayList<>();
  private final Set<String> openedKeys = new LinkedHashSet<>();

  FormedTokens(Ways ways) {
    this.ways = ways;
  }

  /** A token and what stands beside it; either its key or its profile. */
  private record Asked(
      int place,
      Form form,
      String field,
      String text,
      @Nullable KeyId key,
      @Nullable ProfileId profile) {
    private FormToken under(KeyId owner) {
      return switch (form) {
        case Form.Alike(Alphabet alphabet) -> new FormToken.Alike(alphabet, owner, field, text);
        case Form.Stored _ -> new FormToken.Stored(owner, field, text);
      };
    }
  }

  /**
   * Takes the token at this place if it is one of them; throws a problem where it lacks something.
   */
  boolean take(RevealCall call, int place) {
    var beside = call.beside(place);
    if (beside.isOfNamingSuite()) {
      return false;
    }
    var text = call.requireToken(place);
    var field = call.requireField(place);
    var way = ways.of(field, beside.suite(), beside.alphabet());
    if (!(way instanceof Way.Forming(Form form))) {
      throw ProblemException.invalidField("suite", "Tokens of suites 1 and 2 name their key.");
    }
    asked.add(new Asked(place, form, field, text, beside.keyId(), beside.profileId()));
    return true;
  }

  /** Finds the key of each token, and asks for the right to open it. */
  void findKeys(ProfileKeys profileKeys, Outcomes outcomes, RevealRights rights) {
    var profiles = new ArrayList<ProfileId>();
    for (var one : asked) {
      if (one.profile() != null) {
        profiles.add(one.profile());
      }
    }
    var present = profileKeys.of(profiles).iterator();
    var first = profileKeys.first(profiles).iterator();
    for (var one : asked) {
      var key = one.profile() == null ? one.key() : present.next();
      var only = one.profile() == null ? key : first.next();
      if (key == null) {
        outcomes.fail(one.place(), Problems.UNKNOWN_PROFILE);
      } else if (!key.equals(only)) {
        outcomes.fail(one.place(), Problems.SEVERAL_KEYS);
      } else {
        known.add(one);
        tokens.add(one.under(key));
        rights.asks(one.field(), key);
      }
    }
  }

  void open(FormService forms, Outcomes outcomes) {
    var opened = tokens.isEmpty() ? List.<Opened>of() : forms.open(tokens);
    for (int i = 0; i < opened.size(); i++) {
      int place = known.get(i).place();
      var key = tokens.get(i).key();
      switch (opened.get(i)) {
        case Opened.Value(byte[] bytes) -> {
          outcomes.formed(place, new Outcomes.Formed(new String(bytes, UTF_8), key));
          openedKeys.add(key.toString());
        }
        case Opened.Destroyed _ -> outcomes.fail(place, Problems.DESTROYED);
        case Opened.Frozen _ -> outcomes.fail(place, Problems.FROZEN);
        case Opened.Invalid _ -> outcomes.fail(place, Problems.INVALID_TOKEN);
      }
    }
  }

  /** The keys under which values were opened. */
  Set<String> openedKeys() {
    return openedKeys;
  }
}
