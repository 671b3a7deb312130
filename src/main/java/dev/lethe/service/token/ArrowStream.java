package dev.lethe.service.token;

import dev.lethe.cryptovault.token.Mask;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokenises and reveals Arrow streams, a record batch for each record batch, so that their length
 * does not matter.
 */
@ApplicationScoped
class ArrowStream {
  private static final ArrowTable.Shape VALUES =
      new ArrowTable.Shape(
          Set.of("profile", "field", "value"), Set.of("suite"), Set.of("field", "suite"));
  private static final ArrowTable.Shape TOKENS =
      new ArrowTable.Shape(
          Set.of("token", "field"), Set.of(), Set.of("field", "purpose", "reason", "mask"));
  private static final Problem NO_UTF8 =
      Problem.of(ProblemType.INVALID_UTF8, "The value has bytes that are no UTF-8.");

  private final TokenService tokens;
  private final RevealService reveals;

  ArrowStream(TokenService tokens, RevealService reveals) {
    this.tokens = tokens;
    this.reveals = reveals;
  }

  /** Answers as many tokens or problems as there are rows, in their order. */
  StreamingOutput tokenize(InputStream in) throws IOException {
    var table = ArrowTable.open(in, VALUES);
    return ArrowPump.begin(
        table,
        new ArrowAnswer.Token(),
        () -> {
          table.require("profile", "value");
          var call = read(table, suite(table.setting("suite")));
          try {
            return tokens.make(call);
          } finally {
            call.values().wipe();
          }
        });
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
    for (int row = 0; row < table.rows(); row++) {
      var own = table.number("suite", row);
      call.add(
          table.text("profile", row),
          field == null ? table.text("field", row) : field,
          own == null ? suite : own);
      if (!table.addTo(call.values(), "value", row)) {
        call.fail(row, NO_UTF8);
      }
    }
    return call;
  }

  /** Answers as many values or problems as there are rows, in their order. */
  StreamingOutput reveal(String actor, InputStream in) throws IOException {
    var table = ArrowTable.open(in, TOKENS);
    var mask = RevealCall.mask(table.setting("mask"));
    return ArrowPump.begin(
        table,
        new ArrowAnswer.Value(mask),
        () -> {
          table.require("token");
          return reveals.reveal(actor, read(table, mask));
        });
  }

  private static RevealCall read(ArrowTable table, @Nullable Mask mask) {
    var call = RevealCall.ofRows(table.setting("purpose"), table.setting("reason"), mask);
    var field = table.setting("field");
    for (int row = 0; row < table.rows(); row++) {
      call.add(table.text("token", row), field == null ? table.text("field", row) : field);
    }
    return call;
  }
}
