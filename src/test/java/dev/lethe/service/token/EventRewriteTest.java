package dev.lethe.service.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.lethe.piicatalog.CatalogFileException;
import dev.lethe.piicatalog.FidesDatasets;
import dev.lethe.piicatalog.FieldRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventRewriteTest {
  private static final String POLICY =
      """
      dataset:
        - fides_key: deep
          meta: {lethe: {stream: {suppressed: strip, unlisted: %s}}}
          collections:
            - name: event
              data_categories: [system.operations]
              fields:
                - {name: who, meta: {lethe: {subject: [{source: web}]}}}
                - {name: a}
                - {name: b, meta: {lethe: {suite: 2}}}
                - {name: gone, meta: {lethe: {treat: drop}}}
                - {name: text, meta: {lethe: {treat: seal}}}
                - {name: "tags[]"}
                - {name: "mails[]", meta: {lethe: {suite: 1}}}
                - {name: "grid[][]", meta: {lethe: {suite: 2, field_class: cell}}}
                - {name: "lost[][]", meta: {lethe: {treat: drop}}}
                - name: "items[]"
                  fields:
                    - {name: a}
                    - {name: b, meta: {lethe: {suite: 1}}}
                    - {name: gone, meta: {lethe: {treat: drop}}}
                    - name: o
                      fields: [{name: a}, {name: "text[]", meta: {lethe: {treat: seal}}}]
                - name: o
                  fields:
                    - {name: a}
                    - {name: gone, meta: {lethe: {treat: drop}}}
                    - {name: p, meta: {lethe: {suite: 2}}}
      """;

  private static final List<String> NAMES =
      List.of("a", "b", "gone", "text", "tags", "mails", "grid", "lost", "items", "o", "p", "x");
  private static final List<String> NUMBERS =
      List.of("0", "-0", "1.10", "1e400", "9007199254740993", "-1E-7", "123456789012345678901");
  private static final List<String> TEXTS =
      List.of("\"\"", "\"é\\n\"", "\"\\u00e9\\\\\"", "\"ab,}]\"", "\"𝄞\"", "\"{\\\"a\\\":1\"");

  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Test
  void whatNoRuleTakesComesOutAsItWentIn() throws Exception {
    var line =
        " {\"a\" : 1.10,\"who\":7,  \"tags\":[1e400, 9007199254740993 ,null,\"\\u00e9\"] }\r";
    assertThat(stripped("reject", line))
        .isEqualTo(
            "{\"a\" : 1.10,\"tags\":[1e400, 9007199254740993 ,null,\"\\u00e9\"] "
                + ",\"profile\":null,\"customer\":null}");
  }

  @Test
  void whateverIsTakenOutTheRestIsJson() throws Exception {
    assertThat(stripped("drop", "{\"who\":1}")).isEqualTo("{\"profile\":null,\"customer\":null}");
    assertThat(stripped("drop", "{\"x\":1 , \"who\":1 ,\"gone\":[{}] , \"a\":2}"))
        .isEqualTo("{\"a\":2,\"profile\":null,\"customer\":null}");
    assertThat(stripped("drop", "{\"a\":2 , \"x\":1 , \"who\":1 ,\"gone\":[{}]}"))
        .isEqualTo("{\"a\":2 ,\"profile\":null,\"customer\":null}");
    assertThat(stripped("drop", "{\"who\":1,\"items\":[{\"gone\":1},{},5,{\"a\":1,\"gone\":2}]}"))
        .isEqualTo("{\"items\":[{},{},null,{\"a\":1}],\"profile\":null,\"customer\":null}");
  }

  @Test
  void randomEventsKeepEverythingButRuledPaths() throws Exception {
    var random = new SplittableRandom(20261123);
    for (int i = 0; i < 3_000; i++) {
      var event = new StringBuilder();
      object(random, event, 0, true);
      var shape = shape("drop");
      var values = new EventValues();
      var read = reader(shape).read(line(event.toString()), values);
      if (mistaken(json.readTree(event.toString()), "", shape)) {
        assertThat(read).as("%s", event).isInstanceOf(EventReader.Read.Refused.class);
        continue;
      }
      assertThat(read).as("%s", event).isInstanceOf(EventReader.Read.Accepted.class);
      var accepted = ((EventReader.Read.Accepted) read).event();
      var writer = new EventWriter(shape, json);
      writer.stripped(accepted);
      var expected = new ArrayList<JsonNode>();
      var left = expected(json.readTree(event.toString()), "", shape, expected);
      var tree = (ObjectNode) Objects.requireNonNull(left);
      tree.putNull("profile").putNull("customer");
      assertThat(json.readTree(writer.take())).as("%s", event).isEqualTo(tree);
      var sealed = texts(values);
      assertThat(sealed).as("%s", event).hasSameSizeAs(expected);
      for (int n = 0; n < sealed.size(); n++) {
        var node = expected.get(n);
        assertThat(
                node.isTextual() ? TextNode.valueOf(sealed.get(n)) : json.readTree(sealed.get(n)))
            .as("%s", event)
            .isEqualTo(node);
      }
    }
  }

  @Test
  void aNumberIsSealedAsItsDigitsAndAnObjectAsItsText() throws Exception {
    var values = new EventValues();
    var line = "{\"who\":1,\"b\":1.10,\"text\":{\"n\": [1e400]},\"mails\":[\"x\",null,true]}";
    assertThat(reader(shape("reject")).read(line(line), values))
        .isInstanceOf(EventReader.Read.Accepted.class);
    assertThat(texts(values)).containsExactly("1.10", "{\"n\": [1e400]}", "x", "true");
  }

  @Test
  void whatCannotBeAnEventSaysWhy() throws Exception {
    var deep = "[".repeat(10_000) + "]".repeat(10_000);
    var many = "1,".repeat(10_001);
    for (var line :
        List.of(
            "{\"who\":1,\"x\":1}",
            "{\"who\":1,\"tags\":1}",
            "{\"who\":1,\"tags\":[[1]]}",
            "{\"who\":1,\"a\":[1]}",
            "{\"who\":1,\"items\":{\"a\":1}}",
            "{\"who\":[1]}",
            "{\"who\":1,\"o.a\":1}",
            "{\"who\":1,\"a\":1,\"a\":1}",
            "{\"who\":1} {}",
            "{\"who\":1,\"gone\":" + deep + "}",
            "{\"who\":1,\"mails\":[" + many + "1]}",
            "{\"who\":1,\"text\":\"" + "x".repeat(70_000) + "\"}",
            "{\"who\":1,\"text\":[\"" + "x".repeat(70_000) + "\"]}",
            "{\"who\":1,\"b\":\"\\ud800\"}",
            "{\"who\":1,\"a\":" + "1".repeat(2_000) + "}",
            "{\"who\":1,\"a\":\0}",
            "{\"who\":1,\"a\":01}",
            "{\"who\":null}",
            "")) {
      assertThat(reader(shape("reject")).read(line(line), new EventValues()))
          .as("%.60s", line)
          .isInstanceOf(EventReader.Read.Refused.class);
    }
  }

  private String stripped(String unlisted, String line) throws Exception {
    var shape = shape(unlisted);
    var writer = new EventWriter(shape, json);
    var read = reader(shape).read(line(line), new EventValues());
    assertThat(read).as(line).isInstanceOf(EventReader.Read.Accepted.class);
    writer.stripped(((EventReader.Read.Accepted) read).event());
    return new String(writer.take(), UTF_8);
  }

  private EventReader reader(EventShape shape) {
    return new EventReader(
        shape,
        json.copy()
            .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .getFactory());
  }

  private static EventShape shape(String unlisted) throws CatalogFileException {
    return EventShape.of(FidesDatasets.read(POLICY.formatted(unlisted)).policies().getFirst());
  }

  private static Lines.Line line(String text) {
    return new Lines.Line(1, text.getBytes(UTF_8), false);
  }

  private static List<String> texts(EventValues values) {
    var texts = new ArrayList<String>();
    for (int i = 0; i < values.size(); i++) {
      var bytes = values.texts();
      texts.add(new String(bytes.bytes(), bytes.from(i), bytes.to(i) - bytes.from(i), UTF_8));
    }
    return texts;
  }

  /** Whether a container stands where the policy has a single value. */
  private static boolean mistaken(JsonNode node, String path, EventShape shape) {
    var rule = shape.policy().fields().get(path);
    if (rule instanceof FieldRule.Drop || rule instanceof FieldRule.Seal) {
      return false;
    }
    if (node.isArray()) {
      boolean list = isGroup(path + "[]", shape);
      return rule != null && !list || list && anyMistaken(node, path, shape);
    }
    if (node.isObject()) {
      boolean group = path.isEmpty() || isGroup(path + ".", shape);
      return rule != null && !group || group && anyMistaken(node, path, shape);
    }
    return false;
  }

  private static boolean anyMistaken(JsonNode node, String path, EventShape shape) {
    if (node.isArray()) {
      for (var element : node) {
        if (mistaken(element, path + "[]", shape)) {
          return true;
        }
      }
      return false;
    }
    return node.properties().stream()
        .anyMatch(p -> mistaken(p.getValue(), under(path, p.getKey()), shape));
  }

  private static boolean isGroup(String prefix, EventShape shape) {
    return shape.policy().fields().keySet().stream().anyMatch(path -> path.startsWith(prefix));
  }

  private static String under(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** What is left of a value, by the rules alone; null where nothing is. */
  private @Nullable JsonNode expected(
      JsonNode node, String path, EventShape shape, List<JsonNode> sealed) {
    var rule = shape.policy().fields().get(path);
    if (rule instanceof FieldRule.Drop || rule instanceof FieldRule.Subject) {
      return null;
    }
    boolean known = rule != null || isGroup(path + ".", shape) || isGroup(path + "[]", shape);
    if (node.isNull() && known) {
      return node;
    }
    if (rule instanceof FieldRule.Seal
        || rule instanceof FieldRule.Tokenize && node.isValueNode()) {
      sealed.add(node);
      return NullNode.getInstance();
    }
    if (node.isObject() && (path.isEmpty() || isGroup(path + ".", shape))) {
      var out = json.createObjectNode();
      for (var property : node.properties()) {
        var left = expected(property.getValue(), under(path, property.getKey()), shape, sealed);
        if (left != null) {
          out.set(property.getKey(), left);
        }
      }
      return out;
    }
    if (node.isArray() && isGroup(path + "[]", shape)) {
      ArrayNode out = json.createArrayNode();
      for (var element : node) {
        var left = expected(element, path + "[]", shape, sealed);
        out.add(left == null ? NullNode.getInstance() : left);
      }
      return out;
    }
    return rule == null ? null : node;
  }

  private static void object(SplittableRandom random, StringBuilder out, int depth, boolean top) {
    var names = new ArrayList<>(NAMES);
    out.append('{');
    int count = random.nextInt(6);
    int who = top ? random.nextInt(count + 1) : -1;
    for (int i = 0; i < count || i == who; i++) {
      out.append(i == 0 ? "" : ",");
      var name = i == who ? "who" : names.remove(random.nextInt(names.size()));
      out.append('"').append(name).append("\":");
      if (i == who) {
        out.append("\"p\"");
      } else {
        value(random, out, name, depth + 1);
      }
    }
    out.append('}');
  }

  /** Mostly of the kind that the policy has there, so that not all events are refused. */
  private static void value(SplittableRandom random, StringBuilder out, String name, int depth) {
    boolean list = List.of("tags", "mails", "grid", "lost", "items").contains(name);
    boolean object = name.equals("o");
    boolean other = random.nextInt(20) == 0;
    if (depth < 5 && (list != other && list || name.isEmpty() && random.nextInt(9) == 0)) {
      array(random, out, name, depth);
    } else if (depth < 5 && (object || name.equals("element"))) {
      object(random, out, depth, false);
    } else {
      scalar(random, out);
    }
  }

  private static void array(SplittableRandom random, StringBuilder out, String name, int depth) {
    out.append('[');
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ",");
      switch (name) {
        case "items" -> value(random, out, "element", depth + 1);
        case "grid", "lost" -> array(random, out, "tags", depth + 1);
        default -> value(random, out, "", depth + 1);
      }
    }
    out.append(']');
  }

  private static void scalar(SplittableRandom random, StringBuilder out) {
    out.append(
        switch (random.nextInt(5)) {
          case 0 -> "null";
          case 1 -> random.nextInt(2) == 0 ? "true" : "false";
          case 2 -> TEXTS.get(random.nextInt(TEXTS.size()));
          default -> NUMBERS.get(random.nextInt(NUMBERS.size()));
        });
  }
}
