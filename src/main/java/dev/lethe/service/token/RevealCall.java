package dev.lethe.service.token;

import dev.lethe.cryptovault.token.Mask;
import dev.lethe.service.web.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tokens that were sent to be opened, nothing of them checked; see {@link RevealRequest}. */
final class RevealCall {
  private static final int LONGEST_PURPOSE = 64;
  private static final int LONGEST_REASON = 500;

  private final List<@Nullable String> refs = new ArrayList<>();
  private final List<@Nullable String> fields = new ArrayList<>();
  private final List<@Nullable String> tokens = new ArrayList<>();
  private final Map<Integer, Beside> beside = new HashMap<>();
  private Beside forAll = Beside.NOTHING;
  private boolean besideColumn;
  private boolean items;
  private boolean tokenColumn;
  private @Nullable String field;
  private @Nullable String purpose;
  private @Nullable String reason;
  private @Nullable Mask mask;
  private String show = "whole";

  static RevealCall read(JsonCall json) throws IOException {
    var call = new RevealCall();
    if (!json.read(name -> call.property(json, name)) || !call.items && !call.tokenColumn) {
      throw ProblemException.missingField("items");
    }
    require("purpose", call.purpose, LONGEST_PURPOSE);
    require("reason", call.reason, LONGEST_REASON);
    if (call.items && (call.field != null || call.tokenColumn)) {
      throw ProblemException.invalidField("items", "Send either items or columns, not both.");
    }
    call.checkBeside();
    return call;
  }

  /**
   * A call to which {@link #add tokens} are added one by one.
   *
   * @param mask name of the mask through which values are seen; null for the whole of them
   */
  static RevealCall ofRows(
      @Nullable String purpose, @Nullable String reason, @Nullable String mask) {
    require("purpose", purpose, LONGEST_PURPOSE);
    require("reason", reason, LONGEST_REASON);
    var call = new RevealCall();
    call.items = true;
    call.purpose = purpose;
    call.reason = reason;
    call.mask = call.mask(mask);
    return call;
  }

  void add(@Nullable String token, @Nullable String fieldClass) {
    refs.add(null);
    fields.add(fieldClass);
    tokens.add(token);
  }

  private static void require(String name, @Nullable String text, int longest) {
    if (text == null || text.isBlank()) {
      throw ProblemException.missingField(name);
    }
    if (text.length() > longest) {
      throw ProblemException.invalidField(name, "At most " + longest + " characters.");
    }
  }

  private boolean property(JsonCall json, String name) throws IOException {
    switch (name) {
      case "purpose" -> purpose = json.text(name);
      case "reason" -> reason = json.text(name);
      case "mask" -> mask = mask(json.text(name));
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

  private @Nullable Mask mask(@Nullable String name) {
    show = Objects.requireNonNullElse(name, show);
    return name == null
        ? null
        : Mask.named(name)
            .orElseThrow(() ->
                ProblemException.invalidField(
                    "mask", "Masks are hidden, last_four, initial, email_domain and year."));
  }

  private void item(JsonCall json, int index) throws IOException {
    refs.add(null);
    fields.add(null);
    tokens.add(null);
    if (json.beginsObject("items[" + index + "]")) {
      json.object(name -> property(json, index, name));
    }
  }

  private boolean property(JsonCall json, int index, String name) throws IOException {
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

  private void checkBeside() {
    if (items && (besideColumn || !forAll.equals(Beside.NOTHING))) {
      throw ProblemException.invalidField("items", "Send either items or columns, not both.");
    }
    if (beside.keySet().stream().anyMatch(index -> index >= tokens.size())) {
      throw ProblemException.invalidField("token", "Send as many tokens as keys or profiles.");
    }
  }

  private Beside own(int index) {
    return beside.isEmpty() ? Beside.NOTHING : beside.getOrDefault(index, Beside.NOTHING);
  }

  /** What was sent beside a token; {@link Beside#NOTHING} where it says everything itself. */
  Beside beside(int index) {
    var own = own(index);
    return items ? own : own.withSuite(forAll.suite()).withAlphabet(forAll.alphabet());
  }

  String purpose() {
    return String.valueOf(purpose);
  }

  String reason() {
    return String.valueOf(reason);
  }

  /** Through what the values are seen; null for the whole of them. */
  @Nullable Mask mask() {
    return mask;
  }

  /** The name of the mask, or {@code whole}. */
  String show() {
    return show;
  }

  boolean isItems() {
    return items;
  }

  int size() {
    return tokens.size();
  }

  @Nullable String ref(int index) {
    return refs.get(index);
  }

  @Nullable String field(int index) {
    return items ? fields.get(index) : field;
  }

  @Nullable String token(int index) {
    return tokens.get(index);
  }

  /** The token, or a problem where it is missing. */
  String requireToken(int index) {
    var token = token(index);
    if (token == null) {
      throw ProblemException.missingField("token");
    }
    return token;
  }

  /** The field class, or a problem where it is missing or none. */
  String requireField(int index) {
    var name = field(index);
    if (name == null) {
      throw ProblemException.missingField("field");
    }
    Limits.checkFieldClass(name);
    return name;
  }

  @Override
  public String toString() {
    return "RevealCall[" + size() + "]";
  }
}
