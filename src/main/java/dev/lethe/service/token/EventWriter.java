package dev.lethe.service.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.lethe.piicatalog.DatasetPolicy.Suppressed;
import dev.lethe.piicatalog.FieldRule;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes pseudonymised events and problems, one line each. */
final class EventWriter {
  private static final Problem SUPPRESSED =
      Problem.of(ProblemType.SUPPRESSED, "The event is held back.");
  private final EventShape shape;
  private final ObjectMapper json;
  private final OutputStream out;

  EventWriter(EventShape shape, ObjectMapper json, OutputStream out) {
    this.shape = shape;
    this.json = json;
    this.out = out;
  }

  void problem(long line, Problem problem) throws IOException {
    var node = json.createObjectNode().put("line", line);
    node.set("problem", json.valueToTree(problem));
    write(node);
  }

  void event(long line, Event event, Pseudonymizer.Result result) throws IOException {
    switch (result) {
      case Pseudonymizer.Result.Pseudonymised(var profile, var tokens) ->
          write(
              node(
                  event,
                  tokens,
                  TextNode.valueOf(profile.id().toString()),
                  TextNode.valueOf(profile.customer().toString())));
      case Pseudonymizer.Result.Suppressed _ when strips() ->
          write(node(event, Map.of(), NullNode.getInstance(), NullNode.getInstance()));
      case Pseudonymizer.Result.Suppressed _ -> problem(line, SUPPRESSED);
      case Pseudonymizer.Result.Refused(Problem problem) -> problem(line, problem);
    }
  }

  private boolean strips() {
    return shape.policy().suppressed() == Suppressed.STRIP;
  }

  private ObjectNode node(
      Event event, Map<String, String> tokens, JsonNode profile, JsonNode customer) {
    var node = json.createObjectNode();
    for (var column : shape.columns()) {
      if (column.rule() instanceof FieldRule.Tokenize) {
        node.put(column.name(), tokens.get(column.path()));
      } else {
        node.set(column.name(), event.fields().get(column.path()));
      }
    }
    node.set(shape.policy().profileOutput(), profile);
    node.set(shape.policy().customerOutput(), customer);
    return node;
  }

  private void write(ObjectNode node) throws IOException {
    out.write(json.writeValueAsBytes(node));
    out.write('\n');
  }
}
