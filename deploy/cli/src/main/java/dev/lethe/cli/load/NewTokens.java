package dev.lethe.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for new tokens in the place of some, in calls of a bounded size. */
final class NewTokens {
  private static final String PATH = "/api/v1/tokens/retokenize";
  // Half of what Lethe takes, for the JSON around the tokens.
  private static final int CHARACTERS_A_CALL = 2 * 1024 * 1024;
  private static final Answer BETWEEN =
      new Answer(
          null, null, "urn:lethe:problem:conflict", "A rotation came between; run it again.");

  private final LetheApi api;
  private final String reason;

  NewTokens(LetheApi api, String reason) {
    this.api = api;
    this.reason = reason;
  }

  /**
   * A token with the key that is told beside it, or why there is none.
   *
   * @param key null where the token names it itself
   */
  record Answer(@Nullable String token, @Nullable String key, String type, String why) {
    @Override
    public String toString() {
      return "Answer[" + type + "]";
    }
  }

  /** Tokens that go in one call. */
  private static final class Part {
    private final List<Integer> places = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<@Nullable String> keys = new ArrayList<>();
    private int characters;

    private static int size(String token, @Nullable String key) {
      return token.length() + (key == null ? 0 : key.length());
    }

    private boolean isFull(String token, @Nullable String key) {
      return !places.isEmpty() && characters + size(token, key) > CHARACTERS_A_CALL;
    }

    private void add(int place, String token, @Nullable String key) {
      places.add(place);
      tokens.add(token);
      keys.add(key);
      characters += size(token, key);
    }
  }

  /** What became of a column's token in each entry; null where it has none there. */
  List<@Nullable Answer> of(TokenColumn column, List<TokenEntry> entries) throws ApiException {
    var answers = new @Nullable Answer[entries.size()];
    var part = new Part();
    for (int i = 0; i < entries.size(); i++) {
      var token = entries.get(i).token(column.name());
      if (token != null) {
        var key = column.key() == null ? null : entries.get(i).token(column.key());
        if (part.isFull(token, key)) {
          ask(column, part, answers);
          part = new Part();
        }
        part.add(i, token, key);
      }
    }
    ask(column, part, answers);
    return Arrays.asList(answers);
  }

  private void ask(TokenColumn column, Part part, @Nullable Answer[] answers) throws ApiException {
    if (part.places.isEmpty()) {
      return;
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("reason", reason);
    body.put("field", column.fieldClass());
    body.put("token", part.tokens);
    if (column.suite() != null) {
      body.put("suite", column.suite());
    }
    if (column.alphabet() != null) {
      body.put("alphabet", column.alphabet());
    }
    if (column.key() != null) {
      body.put("key", part.keys);
    }
    var answer = api.post(PATH, body);
    for (int i = 0; i < part.places.size(); i++) {
      answers[part.places.get(i)] = answer(answer, i);
    }
  }

  private static Answer answer(JsonNode answer, int index) {
    JsonNode problem = answer.path("problems").path(Integer.toString(index));
    return new Answer(
        answer.path("token").path(index).textValue(),
        answer.path("key").path(index).textValue(),
        problem.path("type").asText(),
        problem.path("detail").asText());
  }

  /** Why tokens that stand beside one key stay as they are; null if all of them can be replaced. */
  static @Nullable Answer reasonToStay(Collection<Answer> group) {
    for (var answer : group) {
      if (answer.token() == null) {
        return answer;
      }
    }
    boolean same = group.stream().map(one -> String.valueOf(one.key())).distinct().count() == 1;
    return same ? null : BETWEEN;
  }
}
