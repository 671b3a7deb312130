package dev.lethe.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a file anew with the tokens of its columns made under the present keys. The new file
 * appears whole or not at all, so that a run that was cut off is simply repeated. A token that
 * cannot be made anew stays as it is and is told of.
 */
public final class Retokenizing {
  private static final String PATH = "/api/v1/tokens/retokenize";
  private static final int ENTRIES_AT_ONCE = 2_000;
  // Half of what Lethe takes, for the JSON around the tokens.
  private static final int CHARACTERS_A_CALL = 2 * 1024 * 1024;

  private final LetheApi api;
  private final Map<String, String> fields;
  private final String reason;
  private final Observer observer;
  private final List<TokenEntry> entries = new ArrayList<>();
  private long total;
  private long done;
  private long made;
  private long refused;

  /**
   * A rewriting of files.
   *
   * @param fields the field class of each column that holds tokens
   * @param reason for the audit log
   */
  public Retokenizing(LetheApi api, Map<String, String> fields, String reason, Observer observer) {
    this.api = api;
    this.fields = Map.copyOf(fields);
    this.reason = reason;
    this.observer = observer;
  }

  /** Told of what happens. */
  public interface Observer {
    /** A token that stays as it is; {@code number} counts rows, or lines of JSON, from 1. */
    void refused(long number, String column, String type, String why);

    /** How many records are done. */
    void at(long records, long total);
  }

  /** What was done: records written, tokens made anew, tokens that stayed. */
  public record Counts(long records, long made, long refused) {}

  /** Rewrites a file; {@code to} is replaced at the end, or left alone. */
  public Counts run(Path from, Path to, char delimiter)
      throws ImportException, ApiException, IOException {
    var file = TokenFile.of(from, delimiter);
    // What no call can mend is found before the first.
    file.rewrite(Writer.nullWriter(), fields.keySet(), entry -> total++);
    var taking =
        new TokenFile.Taking() {
          @Override
          public void take(TokenEntry entry) throws ApiException, IOException {
            Retokenizing.this.take(entry);
          }

          @Override
          public void end() throws ApiException, IOException {
            finish();
          }
        };
    WholeFile.write(to, out -> file.rewrite(out, fields.keySet(), taking));
    return new Counts(done, made, refused);
  }

  private void take(TokenEntry entry) throws ApiException, IOException {
    entries.add(entry);
    if (entries.size() == ENTRIES_AT_ONCE) {
      finish();
    }
  }

  private void finish() throws ApiException, IOException {
    for (var column : fields.keySet()) {
      replace(column);
    }
    for (var entry : entries) {
      entry.write();
    }
    done += entries.size();
    entries.clear();
    observer.at(done, total);
  }

  private void replace(String column) throws ApiException {
    var some = new ArrayList<TokenEntry>();
    var tokens = new ArrayList<String>();
    int characters = 0;
    for (var entry : entries) {
      var token = entry.token(column);
      if (token != null) {
        if (!some.isEmpty() && characters + token.length() > CHARACTERS_A_CALL) {
          replace(column, some, tokens);
          some.clear();
          tokens.clear();
          characters = 0;
        }
        some.add(entry);
        tokens.add(token);
        characters += token.length();
      }
    }
    if (!some.isEmpty()) {
      replace(column, some, tokens);
    }
  }

  private void replace(String column, List<TokenEntry> some, List<String> tokens)
      throws ApiException {
    var body = Map.of("reason", reason, "field", fields.getOrDefault(column, ""), "token", tokens);
    var answer = api.post(PATH, body);
    var problems = answer.path("problems");
    for (int i = 0; i < some.size(); i++) {
      JsonNode token = answer.path("token").path(i);
      if (token.isTextual()) {
        some.get(i).replace(column, token.asText());
        made++;
      } else {
        var problem = problems.path(Integer.toString(i));
        refused++;
        observer.refused(
            some.get(i).number(),
            column,
            problem.path("type").asText(),
            problem.path("detail").asText());
      }
    }
  }
}
