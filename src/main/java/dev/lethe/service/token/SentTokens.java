package dev.lethe.service.token;

import dev.lethe.service.web.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were sent back, as items or as columns, with what stands beside those of suites 3 and
 * 4. Nothing of them is checked but that they are one of the two.
 */
abstract sealed class SentTokens permits RevealCall, RetokenizeCall {
  private final List<@Nullable String> refs = new ArrayList<>();
  private final List<@Nullable String> fields = new ArrayList<>();
  private final List<@Nullable String> tokens = new ArrayList<>();
  private final Map<Integer, Beside> beside = new HashMap<>();
  private Beside forAll = Beside.NOTHING;
  private boolean besideColumn;
  private boolean items;
  private boolean tokenColumn;
  private @Nullable String field;

  /** Takes a property of the call that says nothing of the tokens; false when there is none. */
  abstract boolean property(JsonCall json, String name) throws IOException;

  /** Reads the body; a problem where there are no tokens. */
  final void read(JsonCall json) throws IOException {
    if (!json.read(name -> property(json, name) || column(json, name)) || !items && !tokenColumn) {
      throw ProblemException.missingField("items");
    }
  }

  /** Throws a problem where the tokens came in both forms, or as columns of different lengths. */
  final void checkForm() {
    if (items && (field != null || tokenColumn || besideColumn || !forAll.equals(Beside.NOTHING))) {
      throw ProblemException.invalidField("items", "Send either items or columns, not both.");
    }
    if (beside.keySet().stream().anyMatch(index -> index >= tokens.size())) {
      throw ProblemException.invalidField("token", "Send as many tokens as keys or profiles.");
    }
  }

  /** The text of a mandatory property that may be so long. */
  static void require(String name, @Nullable String text, int longest) {
    if (text == null || text.isBlank()) {
      throw ProblemException.missingField(name);
    }
    if (text.length() > longest) {
      throw ProblemException.invalidField(name, "At most " + longest + " characters.");
    }
  }

  /** From here on tokens are {@link #add added} one by one. */
  final void beginRows() {
    items = true;
  }

  final void add(@Nullable String token, @Nullable String fieldClass) {
    refs.add(null);
    fields.add(fieldClass);
    tokens.add(token);
  }

  private boolean column(JsonCall json, String name) throws IOException {
    switch (name) {
      case "items" -> items = json.array(name, i -> item(json, i));
      case "field" -> field = json.text(name);
      case "token" -> tokenColumn = json.array(name, i -> tokens.add(json.text(name)));
      case "suite" -> forAll = forAll.withSuite(json.number(name));
      case "alphabet" -> forAll = forAll.withAlphabet(json.text(name));
      case "key" -> besideColumn |= json.array(name, i -> put(i, own(i).withKey(json.text(name))));
      case "profile" ->
          besideColumn |= json.array(name, i -> put(i, own(i).withProfile(json.text(name))));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void item(JsonCall json, int index) throws IOException {
    add(null, null);
    if (json.beginsObject("items[" + index + "]")) {
      json.object(name -> cell(json, index, name));
    }
  }

  private boolean cell(JsonCall json, int index, String name) throws IOException {
    switch (name) {
      case "ref" -> refs.set(index, json.text(name));
      case "field" -> fields.set(index, json.text(name));
      case "token" -> tokens.set(index, json.text(name));
      case "suite" -> put(index, own(index).withSuite(json.number(name)));
      case "alphabet" -> put(index, own(index).withAlphabet(json.text(name)));
      case "key" -> put(index, own(index).withKey(json.text(name)));
      case "profile" -> put(index, own(index).withProfile(json.text(name)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void put(int index, Beside one) {
    beside.put(index, one);
  }

  private Beside own(int index) {
    return beside.isEmpty() ? Beside.NOTHING : beside.getOrDefault(index, Beside.NOTHING);
  }

  /** What was sent beside a token; {@link Beside#NOTHING} where it says everything itself. */
  final Beside beside(int index) {
    var own = own(index);
    return items ? own : own.withSuite(forAll.suite()).withAlphabet(forAll.alphabet());
  }

  final boolean isItems() {
    return items;
  }

  final int size() {
    return tokens.size();
  }

  final @Nullable String ref(int index) {
    return refs.get(index);
  }

  final @Nullable String field(int index) {
    return items ? fields.get(index) : field;
  }

  /** The token, or a problem where it is missing. */
  final String requireToken(int index) {
    var token = tokens.get(index);
    if (token == null) {
      throw ProblemException.missingField("token");
    }
    return token;
  }

  /** The field class, or a problem where it is missing or none. */
  final String requireField(int index) {
    var name = field(index);
    if (name == null) {
      throw ProblemException.missingField("field");
    }
    Limits.checkFieldClass(name);
    return name;
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + size() + "]";
  }
}
