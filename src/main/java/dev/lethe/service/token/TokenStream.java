package dev.lethe.service.token;

import com.fasterxml.jackson.core.JacksonException;
import dev.lethe.service.policy.Requester;
import dev.lethe.service.web.JsonProblems;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Tokenises a stream of items batch by batch, so that its length does not matter. */
@ApplicationScoped
class TokenStream {
  private static final int BATCH = 2_000;
  private final TokenService tokens;
  private final Admission admission;
  private final StrictJson json;
  private final AnswerWriter answers;

  TokenStream(TokenService tokens, Admission admission, StrictJson json) {
    this.tokens = tokens;
    this.admission = admission;
    this.json = json;
    this.answers = new AnswerWriter(json.mapper());
  }

  /** Writes one line for each line it reads, in the same order. */
  void pump(Requester requester, InputStream in, OutputStream out) throws IOException {
    var lines = new Lines(in, Limits.LINE_BYTES);
    for (var batch = lines.next(BATCH); !batch.isEmpty(); batch = lines.next(BATCH)) {
      byte[] answer;
      try (var _ = admission.batch(Lines.bytes(batch))) {
        answer = tokens(requester, batch);
      }
      out.write(answer);
    }
    out.flush();
  }

  private byte[] tokens(Requester requester, List<Lines.Line> batch) throws IOException {
    var call = TokenCall.ofLines();
    for (int i = 0; i < batch.size(); i++) {
      read(batch.get(i), i, call);
    }
    try (var outcomes = make(requester, call)) {
      return answers.lines(
          new AnswerWriter.Token(), outcomes, call::ref, batch.getFirst().number() - 1);
    } finally {
      call.values().wipe();
    }
  }

  /** A batch that is refused as a whole is refused line by line; the stream goes on. */
  private Outcomes make(Requester requester, TokenCall call) {
    try {
      return tokens.make(requester, call);
    } catch (ProblemException e) {
      var outcomes = new Outcomes(call.size());
      for (int i = 0; i < call.size(); i++) {
        outcomes.fail(i, e.problem());
      }
      return outcomes;
    }
  }

  private void read(Lines.Line line, int index, TokenCall call) throws IOException {
    try {
      if (line.tooLong()) {
        throw new ProblemException(
            ProblemType.VALUE_TOO_LARGE,
            "A line may have at most " + Limits.LINE_BYTES + " bytes.");
      }
      json.parse(
          line.bytes(),
          item -> {
            call.add(item);
            return call;
          });
    } catch (ProblemException e) {
      call.fail(index, e.problem());
    } catch (JacksonException e) {
      call.fail(index, JsonProblems.of(e));
    } finally {
      if (call.size() == index) {
        call.addUnread();
      }
    }
  }
}
