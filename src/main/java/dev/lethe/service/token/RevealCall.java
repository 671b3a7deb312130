package dev.lethe.service.token;

import dev.lethe.cryptovault.token.Mask;
import dev.lethe.service.web.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens that were sent to be opened, nothing of them checked; see {@link RevealRequest}. */
final class RevealCall {
  private static final int LONGEST_PURPOSE = 64;
  private static final int LONGEST_REASON = 500;

  private final List<@Nullable String> refs = new ArrayList<>();
  private final List<@Nullable String> fields = new ArrayList<>();
  private final List<@Nullable String> tokens = new ArrayList<>();
  private boolean items;
  private boolean tokenColumn;
  private @Nullable String field;
  private @Nullable String purpose;
  private @Nullable String reason;
  private @Nullable Mask mask;

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
    return call;
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
      default -> {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Mask mask(@Nullable String name) {
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
      default -> {
        return false;
      }
    }
    return true;
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
    return "RevealCall[" + size() + "]";
  }
}
