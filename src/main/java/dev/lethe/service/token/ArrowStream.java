package dev.lethe.service.token;

import dev.lethe.service.policy.Requester;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokenises and reveals Arrow streams, a record batch for each record batch, so that their length
 * does not matter.
 */
@ApplicationScoped
class ArrowStream {
  private static final ArrowTable.Shape VALUES =
      new ArrowTable.Shape(
          Set.of("profile", "source", "source_key", "field", "value"),
          Set.of("suite"),
          Set.of("source", "field", "suite"));
  private static final ArrowTable.Shape TOKENS =
      new ArrowTable.Shape(
          Set.of("token", "field"), Set.of(), Set.of("field", "purpose", "reason", "mask"));
  private static final Problem NO_UTF8 =
      Problem.of(ProblemType.INVALID_UTF8, "The value has bytes that are no UTF-8.");

  private final TokenService tokens;
  private final RevealService reveals;
  private final Admission admission;

  ArrowStream(TokenService tokens, RevealService reveals, Admission admission) {
    this.tokens = tokens;
    this.reveals = reveals;
    this.admission = admission;
  }

  /** Answers as many tokens or problems as there are rows, in their order. */
  StreamingOutput tokenize(Requester requester, InputStream in) throws IOException {
    var table = ArrowTable.open(in, VALUES);
    return ArrowPump.begin(
        table,
        new ArrowAnswer.Token(),
        turn(
            table,
            () -> {
              requireOwners(table);
              table.require("value");
              var call = read(table, suite(table.setting("suite")));
              try {
                return tokens.make(requester, call);
              } finally {
                call.values().wipe();
              }
            }));
  }

  private static void requireOwners(ArrowTable table) {
    boolean ofSource = table.has("source") || table.setting("source") != null;
    if (!ofSource && !table.has("source_key")) {
      table.require("profile");
    } else if (!ofSource) {
      table.require("source");
    } else {
      table.require("source_key");
      if (table.has("profile")) {
        throw TokenCall.bothOwners();
      }
    }
  }

  private static @Nullable Integer suite(@Nullable String text) {
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw ProblemException.invalidField("suite", "A suite is a number.");
    }
  }

  private static TokenCall read(ArrowTable table, @Nullable Integer suite) {
    var call = TokenCall.ofLines();
    var field = table.setting("field");
    var source = table.setting("source");
    boolean named = table.has("source_key");
    for (int row = 0; row < table.rows(); row++) {
      var own = table.number("suite", row);
      call.add(
          table.text("profile", row),
          field == null ? table.text("field", row) : field,
          own == null ? suite : own);
      if (named) {
        call.name(
            source == null ? table.text("source", row) : source, table.text("source_key", row));
      }
      if (!table.addTo(call.values(), "value", row)) {
        call.fail(row, NO_UTF8);
      }
    }
    return call;
  }

  /** Answers as many values or problems as there are rows, in their order. */
  StreamingOutput reveal(Requester requester, InputStream in) throws IOException {
    var table = ArrowTable.open(in, TOKENS);
    var mask = begin(table).mask();
    return ArrowPump.begin(
        table,
        new ArrowAnswer.Value(mask),
        turn(
            table,
            () -> {
              table.require("token");
              return reveals.reveal(requester, read(table));
            }));
  }

  private ArrowPump.Work turn(ArrowTable table, Supplier<Outcomes> work) {
    return () -> {
      try (var _ = admission.batch(table.bytes())) {
        return work.get();
      }
    };
  }

  private static RevealCall begin(ArrowTable table) {
    return RevealCall.ofRows(
        table.setting("purpose"), table.setting("reason"), table.setting("mask"));
  }

  private static RevealCall read(ArrowTable table) {
    var call = begin(table);
    var field = table.setting("field");
    for (int row = 0; row < table.rows(); row++) {
      call.add(table.text("token", row), field == null ? table.text("field", row) : field);
    }
    return call;
  }
}
