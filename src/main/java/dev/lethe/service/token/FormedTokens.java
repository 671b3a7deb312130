package dev.lethe.service.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.Alphabet;
import dev.lethe.cryptovault.token.TokenShape;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.vault.Form;
import dev.lethe.service.vault.FormService;
import dev.lethe.service.vault.FormToken;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.web.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Those tokens of a call that are of suites 3 and 4. */
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
  boolean take(SentTokens call, int place) {
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

  /** The same for tokens that are to be made anew, whose form has to be known to the full. */
  boolean takeWhole(SentTokens call, int place) {
    if (!take(call, place)) {
      return false;
    }
    var taken = asked.getLast();
    if (taken.form() instanceof Form.Stored(TokenShape.RandomUuid _) && !isUuid(taken.text())) {
      asked.removeLast();
      throw ProblemException.missingField("alphabet");
    }
    return true;
  }

  private static boolean isUuid(String text) {
    return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  /** Told of each token's field class and key before any is opened. */
  interface Asking {
    void asks(String field, KeyId key);
  }

  /** Finds the key of each token, and asks for the right to open it. */
  void findKeys(ProfileKeys profileKeys, Outcomes outcomes, Asking rights) {
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

  /** The values that were opened, to become tokens under the present keys. */
  FormedValues anew(Outcomes opened, UnaryOperator<List<@Nullable KeyId>> presentKeys) {
    var present =
        presentKeys.apply(
            new ArrayList<@Nullable KeyId>(tokens.stream().map(FormToken::key).toList()));
    var values = new FormedValues();
    for (int i = 0; i < known.size(); i++) {
      var one = known.get(i);
      var value = opened.formed(one.place());
      var key = present.get(i);
      if (value != null && key != null) {
        values.add(one.place(), one.form(), key, one.field(), value.text());
      }
    }
    return values;
  }

  /** The keys that were asked for. */
  Set<String> keys() {
    return tokens.stream()
        .map(token -> token.key().toString())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The keys under which values were opened. */
  Set<String> openedKeys() {
    return openedKeys;
  }
}
