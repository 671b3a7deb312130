package dev.lethe.service.token;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import dev.lethe.service.web.JsonProblems;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.io.IOException;

/** Reads lines as events of one dataset, and says precisely why a line is none. */
final class EventReader {
  private final EventShape shape;
  private final JsonFactory json;

  EventReader(EventShape shape, JsonFactory json) {
    this.shape = shape;
    this.json = json;
  }

  /** An event, or the problem in its place. */
  sealed interface Read {
    record Accepted(Event event) implements Read {}

    record Refused(Problem problem) implements Read {}
  }

  /** Adds the event's values to the batch's; those of a line that is refused are never sealed. */
  Read read(Lines.Line line, EventValues values) {
    try {
      return accept(line, values);
    } catch (ProblemException e) {
      return new Read.Refused(e.problem());
    } catch (JacksonException e) {
      return new Read.Refused(JsonProblems.of(e));
    } catch (IOException e) {
      return new Read.Refused(Problem.of(ProblemType.MALFORMED_JSON, null));
    }
  }

  private Read accept(Lines.Line line, EventValues values) throws IOException {
    if (line.tooLong()) {
      throw new ProblemException(
          ProblemType.VALUE_TOO_LARGE, "A line may have at most " + Limits.LINE_BYTES + " bytes.");
    }
    StrictJson.requireUtf8(line.bytes());
    int first = values.size();
    try (var parser = json.createParser(line.bytes())) {
      var event = new EventScan(shape, line.bytes(), parser, values).event();
      for (int i = first; i < values.size(); i++) {
        var problem = values.texts().problem(i);
        if (problem != null) {
          return new Read.Refused(problem);
        }
      }
      return new Read.Accepted(event);
    }
  }
}
