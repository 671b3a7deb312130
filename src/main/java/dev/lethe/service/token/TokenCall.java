package dev.lethe.service.token;

import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values that were sent to be tokenised, nothing of them checked; see {@link TokenRequest}. */
final class TokenCall {
  private static final Problem NO_VALUE = ProblemException.missingField("value").problem();

  private final List<@Nullable String> refs = new ArrayList<>();
  private final List<@Nullable String> fields = new ArrayList<>();
  private final List<@Nullable Integer> suites = new ArrayList<>();
  private final List<@Nullable String> profiles = new ArrayList<>();
  private final Texts values = new Texts(NO_VALUE);
  private final Map<Integer, Problem> unread = new HashMap<>();
  private boolean items;
  private boolean profileColumn;
  private boolean valueColumn;
  private boolean reject;
  private @Nullable String field;
  private @Nullable Integer suite;
  private final Map<Integer, String> alphabets = new HashMap<>();
  private @Nullable String alphabet;
  private final Map<Integer, String> sources = new HashMap<>();
  private final Map<Integer, String> sourceKeys = new HashMap<>();
  private boolean sourceKeyColumn;
  private @Nullable String source;
  private boolean takesForms;

  static TokenCall read(JsonCall json) throws IOException {
    var call = new TokenCall();
    if (!json.read(name -> call.property(json, name))) {
      throw ProblemException.missingField("items");
    }
    call.check();
    call.takesForms = true;
    return call;
  }

  /** A call to which {@link #add items} are added one by one. */
  static TokenCall ofLines() {
    var call = new TokenCall();
    call.items = true;
    return call;
  }

  /** Adds the item that a line holds; one that cannot be read is there all the same. */
  void add(JsonCall json) throws IOException {
    int index = begin();
    takesForms = true;
    try {
      json.read(name -> property(json, index, name));
    } finally {
      end(index);
    }
  }

  /** Adds an item whose value the caller adds to {@link #values}. */
  void add(@Nullable String profile, @Nullable String fieldClass, @Nullable Integer number) {
    int index = begin();
    profiles.set(index, profile);
    fields.set(index, fieldClass);
    suites.set(index, number);
  }

  /** Names the person of the item that was added last in their profile's place. */
  void name(@Nullable String ofSource, @Nullable String key) {
    int last = profiles.size() - 1;
    put(sources, last, ofSource);
    put(sourceKeys, last, key);
  }

  /** Adds an item that could not be read. */
  void addUnread() {
    end(begin());
  }

  private int begin() {
    refs.add(null);
    fields.add(null);
    suites.add(null);
    profiles.add(null);
    return profiles.size() - 1;
  }

  private void end(int index) {
    if (values.size() == index) {
      values.addMissing();
    }
  }

  private boolean property(JsonCall json, String name) throws IOException {
    switch (name) {
      case "items" -> items = json.array(name, i -> item(json, i));
      case "on_error" -> reject = reject(json, name);
      case "field" -> field = json.text(name);
      case "suite" -> suite = json.number(name);
      case "alphabet" -> alphabet = json.text(name);
      case "profile" -> profileColumn = json.array(name, i -> profiles.add(json.text(name)));
      case "source" -> source = json.text(name);
      case "source_key" -> sourceKeyColumn = json.array(name, i -> sourceKey(i, json.text(name)));
      case "value" -> valueColumn = json.array(name, i -> json.text(name, values));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void sourceKey(int row, @Nullable String key) {
    profiles.add(null);
    put(sourceKeys, row, key);
  }

  private static boolean reject(JsonCall json, String name) throws IOException {
    return switch (Objects.requireNonNullElse(json.text(name), "partial")
        .toLowerCase(Locale.ROOT)) {
      case "partial" -> false;
      case "reject" -> true;
      default -> throw json.wrong(name);
    };
  }

  private void item(JsonCall json, int index) throws IOException {
    begin();
    if (json.beginsObject("items[" + index + "]")) {
      json.object(name -> property(json, index, name));
    }
    end(index);
  }

  private boolean property(JsonCall json, int index, String name) throws IOException {
    switch (name) {
      case "ref" -> refs.set(index, json.text(name));
      case "field" -> fields.set(index, json.text(name));
      case "suite" -> suites.set(index, json.number(name));
      case "alphabet" -> put(alphabets, index, json.text(name));
      case "source" -> put(sources, index, json.text(name));
      case "source_key" -> put(sourceKeys, index, json.text(name));
      case "profile" -> profiles.set(index, json.text(name));
      case "value" -> json.text(name, values);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void put(Map<Integer, String> some, int index, @Nullable String text) {
    if (text != null) {
      some.put(index, text);
    }
  }

  private void check() {
    if (items) {
      if (field != null || profileColumn || valueColumn || sourceKeyColumn || source != null) {
        throw ProblemException.invalidField("items", "Send either items or columns, not both.");
      }
      return;
    }
    boolean ownerColumn = profileColumn || sourceKeyColumn;
    if (!ownerColumn || !valueColumn) {
      throw ProblemException.missingField(
          ownerColumn ? "value" : valueColumn ? "profile" : "items");
    }
    if (profileColumn && (sourceKeyColumn || source != null)) {
      throw bothOwners();
    }
    if (sourceKeyColumn && source == null) {
      throw ProblemException.missingField("source");
    }
    if (profiles.size() != values.size()) {
      throw ProblemException.invalidField("value", "Send as many values as profiles.");
    }
  }

  static ProblemException bothOwners() {
    return ProblemException.invalidField(
        "profile", "Send either profile, or source and source_key.");
  }

  boolean isItems() {
    return items;
  }

  int size() {
    return profiles.size();
  }

  @Nullable String ref(int index) {
    return refs.get(index);
  }

  @Nullable String field(int index) {
    return items ? fields.get(index) : field;
  }

  @Nullable Integer suite(int index) {
    return items ? suites.get(index) : suite;
  }

  @Nullable String alphabet(int index) {
    return items ? alphabets.isEmpty() ? null : alphabets.get(index) : alphabet;
  }

  /** Whether the answer has room for the keys of suites 3 and 4. */
  boolean takesForms() {
    return takesForms;
  }

  @Nullable String profile(int index) {
    return profiles.get(index);
  }

  /** The person of a value that names them by source and key in its profile's place. */
  @Nullable NamedSubject subject(int index) {
    var ofSource = sourceKeyColumn ? source : sources.get(index);
    var key = sourceKeys.get(index);
    if (ofSource == null && key == null) {
      return null;
    }
    if (ofSource == null || key == null || key.isBlank()) {
      throw ProblemException.missingField(ofSource == null ? "source" : "source_key");
    }
    if (profiles.get(index) != null) {
      throw bothOwners();
    }
    return new NamedSubject(ofSource, key);
  }

  /** Says that an item was no item; nothing else of it counts. */
  void fail(int index, Problem problem) {
    unread.put(index, problem);
  }

  /** What an item failed with, if it was none. */
  @Nullable Problem unread(int index) {
    return unread.isEmpty() ? null : unread.get(index);
  }

  Texts values() {
    return values;
  }

  /** Throws where one bad item is to fail the whole call. */
  void rejectIfAsked(int index, Problem problem) {
    if (reject) {
      throw new ProblemException(
          ProblemType.INVALID_FIELD,
          "Item " + index + " cannot be tokenised, so none was.",
          Map.of("index", index, "problem", problem));
    }
  }

  @Override
  public String toString() {
    return "TokenCall[" + size() + "]";
  }
}
