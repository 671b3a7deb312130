package dev.lethe.service.token;

import dev.lethe.service.web.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens that are to be made anew, nothing of them checked; see {@link RetokenizeRequest}. */
final class RetokenizeCall {
  private static final int LONGEST_REASON = 500;

  private final List<@Nullable String> refs = new ArrayList<>();
  private final List<@Nullable String> fields = new ArrayList<>();
  private final List<@Nullable String> tokens = new ArrayList<>();
  private boolean items;
  private boolean tokenColumn;
  private @Nullable String field;
  private @Nullable String reason;

  static RetokenizeCall read(JsonCall json) throws IOException {
    var call = new RetokenizeCall();
    if (!json.read(name -> call.property(json, name)) || !call.items && !call.tokenColumn) {
      throw ProblemException.missingField("items");
    }
    if (call.items && (call.field != null || call.tokenColumn)) {
      throw ProblemException.invalidField("items", "Send either items or columns, not both.");
    }
    if (call.reason().isBlank()) {
      throw ProblemException.missingField("reason");
    }
    if (call.reason().length() > LONGEST_REASON) {
      throw ProblemException.invalidField("reason", "At most " + LONGEST_REASON + " characters.");
    }
    return call;
  }

  private boolean property(JsonCall json, String name) throws IOException {
    switch (name) {
      case "reason" -> reason = json.text(name);
      case "items" -> items = json.array(name, i -> item(json, i));
      case "field" -> field = json.text(name);
      case "token" -> tokenColumn = json.array(name, i -> tokens.add(json.text(name)));
      default -> {
        return false;
      }
    }
    return true;
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
      default -> {
        return false;
      }
    }
    return true;
  }

  String reason() {
    return reason == null ? "" : reason;
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

  @Override
  public String toString() {
    return "RetokenizeCall[" + size() + "]";
  }
}
