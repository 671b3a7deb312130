package dev.lethe.cli.load;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import dev.lethe.cli.load.NewTokens.Answer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file anew with the tokens of its columns made under the present keys. The new file
 * appears whole or not at all, so that a run that was cut off is simply repeated. A token that
 * cannot be made anew stays as it is and is told of; so do those that stand beside the same key,
 * which could not be opened by another.
 */
public final class Retokenizing {
  private static final int ENTRIES_AT_ONCE = 2_000;

  private final NewTokens calls;
  private final List<TokenColumn> columns;
  private final Observer observer;
  private final List<TokenEntry> entries = new ArrayList<>();
  private long total;
  private long done;
  private long made;
  private long refused;

  /**
   * A rewriting of files.
   *
   * @param reason for the audit log
   */
  public Retokenizing(LetheApi api, List<TokenColumn> columns, String reason, Observer observer) {
    this.calls = new NewTokens(api, reason);
    this.columns = List.copyOf(columns);
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
    var names = names();
    // What no call can mend is found before the first.
    file.rewrite(Writer.nullWriter(), names, entry -> total++);
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
    WholeFile.write(to, out -> file.rewrite(out, names, taking));
    return new Counts(done, made, refused);
  }

  private TreeSet<String> names() {
    var names = new TreeSet<String>();
    for (var column : columns) {
      names.add(column.name());
      if (column.key() != null) {
        names.add(column.key());
      }
    }
    return names;
  }

  private void take(TokenEntry entry) throws ApiException, IOException {
    entries.add(entry);
    if (entries.size() == ENTRIES_AT_ONCE) {
      finish();
    }
  }

  private void finish() throws ApiException, IOException {
    var answers = new ArrayList<List<@Nullable Answer>>();
    for (var column : columns) {
      answers.add(calls.of(column, entries));
    }
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      for (var group : together(answers, i)) {
        replace(entry, group);
      }
      entry.write();
    }
    done += entries.size();
    entries.clear();
    observer.at(done, total);
  }

  /** The answers to an entry's tokens; those that stand beside one key together. */
  private List<Map<TokenColumn, Answer>> together(List<List<@Nullable Answer>> answers, int index) {
    var groups = new LinkedHashMap<String, Map<TokenColumn, Answer>>();
    for (int c = 0; c < columns.size(); c++) {
      var column = columns.get(c);
      var answer = answers.get(c).get(index);
      if (answer != null) {
        var group = column.key() == null ? "own " + c : "key " + column.key();
        groups.computeIfAbsent(group, g -> new LinkedHashMap<>()).put(column, answer);
      }
    }
    return List.copyOf(groups.values());
  }

  private void replace(TokenEntry entry, Map<TokenColumn, Answer> group) {
    var stays = NewTokens.reasonToStay(group.values());
    if (stays == null) {
      group.forEach((column, answer) -> {
        entry.replace(column.name(), Objects.requireNonNull(answer.token()));
        if (column.key() != null && answer.key() != null) {
          entry.replace(column.key(), answer.key());
        }
      });
      made += group.size();
      return;
    }
    refused += group.size();
    group.forEach((column, answer) -> {
      var why = answer.token() == null ? answer : stays;
      observer.refused(entry.number(), column.name(), why.type(), why.why());
    });
  }
}
