package dev.lethe.service.token;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.piicatalog.FieldRule;
import dev.lethe.service.web.JsonProblems;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads lines as events of one dataset, and says precisely why a line is none. */
final class EventReader {
  private final EventShape shape;
  private final ObjectReader json;

  EventReader(EventShape shape, ObjectReader json) {
    this.shape = shape;
    this.json = json;
  }

  /** An event, or the problem in its place. */
  sealed interface Read {
    record Accepted(Event event) implements Read {}

    record Refused(Problem problem) implements Read {}
  }

  Read read(Lines.Line line) {
    try {
      return new Read.Accepted(accept(line));
    } catch (ProblemException e) {
      return new Read.Refused(e.problem());
    } catch (JacksonException e) {
      return new Read.Refused(JsonProblems.of(e));
    } catch (IOException e) {
      return new Read.Refused(Problem.of(ProblemType.MALFORMED_JSON, null));
    }
  }

  private Event accept(Lines.Line line) throws IOException {
    if (line.tooLong()) {
      throw new ProblemException(
          ProblemType.VALUE_TOO_LARGE, "A line may have at most " + Limits.LINE_BYTES + " bytes.");
    }
    var node = json.readTree(StrictJson.text(line.bytes()));
    if (!node.isObject()) {
      throw new ProblemException(ProblemType.MALFORMED_JSON, "An event is one JSON object a line.");
    }
    var fields = new HashMap<String, JsonNode>();
    collect("", node, fields);
    var subject = shape.policy().subjectOf(path -> text(fields.get(path)));
    return new Event(subject.orElseThrow(EventReader::namesNobody), fields);
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node == null ? null : node.asText();
  }

  private static ProblemException namesNobody() {
    return new ProblemException(
        ProblemType.MISSING_FIELD, "None of the fields that name the person has a value.");
  }

  private void collect(String prefix, JsonNode object, Map<String, JsonNode> fields) {
    for (var property : object.properties()) {
      var path = prefix + property.getKey();
      var value = property.getValue();
      var rule = shape.policy().fields().get(path);
      if (rule != null) {
        keep(path, value, rule, fields);
      } else if (shape.groups().contains(path) && value.isObject()) {
        collect(path + ".", value, fields);
      } else if (shape.policy().unlisted() == DatasetPolicy.Unlisted.REJECT) {
        throw unlisted(path);
      }
    }
  }

  private static void keep(
      String path, JsonNode value, FieldRule rule, Map<String, JsonNode> fields) {
    if (value.isNull() || rule instanceof FieldRule.Drop) {
      return;
    }
    if (value.isContainerNode()) {
      // What hides inside has no rule of its own.
      throw ProblemException.invalidField(path, "Field " + path + " must be a single value.");
    }
    if (rule instanceof FieldRule.Tokenize) {
      Limits.bytes(value.asText());
    }
    fields.put(path, value);
  }

  // The name comes from the sender, who may have put a value there.
  private static ProblemException unlisted(String path) {
    var name = path.matches("[A-Za-z_][A-Za-z0-9_.-]{0,80}") ? path : "(not a field name)";
    return new ProblemException(
        ProblemType.UNKNOWN_FIELD,
        "The dataset's policy does not list field " + name + ".",
        Map.of("field", name));
  }
}
