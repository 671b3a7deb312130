package dev.lethe.service.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.identitygraph.normalise.RawAttributes;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one item of an ingest call strictly: an unknown field or a wrong type is a problem. */
final class ItemReader {
  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_VALUE = 10_000;
  private static final int MOST_VALUES = 50;
  private static final Set<String> ITEM = Set.of("source", "source_key", "attributes", "country");
  private static final Set<String> SINGLE =
      Set.of(
          "given_name",
          "middle_name",
          "family_name",
          "full_name",
          "birth_date",
          "gender",
          "occupation",
          "birth_place");
  private static final Set<String> SEVERAL =
      Set.of("email", "phone", "loyalty_id", "device_id", "cookie_id", "national_id");
  private static final Set<String> ADDRESS =
      Set.of("street", "house_number", "unit", "city", "region", "postcode", "country");

  private ItemReader() {}

  static IncomingProfile item(JsonNode node) {
    if (!node.isObject()) {
      throw new ProblemException(ProblemType.INVALID_FIELD, "An item must be an object.");
    }
    refuseUnknown(node, ITEM, "");
    var attributes = node.get("attributes");
    if (!(attributes instanceof ObjectNode object)) {
      throw attributes == null
          ? ProblemException.missingField("attributes")
          : ProblemException.invalidField("attributes", "attributes must be an object.");
    }
    return new IncomingProfile(
        required(node, "source"),
        required(node, "source_key"),
        text(node, "country"),
        object,
        attributes(object));
  }

  static RawAttributes attributes(ObjectNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      var name = field.getKey();
      if (!SINGLE.contains(name) && !SEVERAL.contains(name) && !name.equals("address")) {
        throw unknown("attributes.", name);
      }
    }
    return new RawAttributes(
        text(node, "given_name"),
        text(node, "middle_name"),
        text(node, "family_name"),
        text(node, "full_name"),
        texts(node, "email"),
        texts(node, "phone"),
        text(node, "birth_date"),
        text(node, "gender"),
        addresses(node.get("address")),
        texts(node, "loyalty_id"),
        texts(node, "device_id"),
        texts(node, "cookie_id"),
        texts(node, "national_id"),
        text(node, "occupation"),
        text(node, "birth_place"));
  }

  private static List<RawAddress> addresses(@Nullable JsonNode node) {
    var addresses = new ArrayList<RawAddress>();
    for (var address : several(node, "address")) {
      if (!address.isObject()) {
        throw ProblemException.invalidField("address", "An address must be an object.");
      }
      refuseUnknown(address, ADDRESS, "address.");
      addresses.add(
          new RawAddress(
              text(address, "street"),
              text(address, "house_number"),
              text(address, "unit"),
              text(address, "city"),
              text(address, "region"),
              text(address, "postcode"),
              text(address, "country")));
    }
    return addresses;
  }

  private static List<String> texts(JsonNode node, String field) {
    var texts = new ArrayList<String>();
    for (var value : several(node.get(field), field)) {
      texts.add(checked(value, field));
    }
    return texts;
  }

  private static List<JsonNode> several(@Nullable JsonNode node, String field) {
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      return List.of(node);
    }
    if (node.size() > MOST_VALUES) {
      throw ProblemException.invalidField(
          field, field + " has more than " + MOST_VALUES + " values.");
    }
    var values = new ArrayList<JsonNode>();
    node.forEach(values::add);
    return values;
  }

  private static String required(JsonNode node, String field) {
    var text = text(node, field);
    if (text == null || text.isBlank()) {
      throw ProblemException.missingField(field);
    }
    if (text.length() > LONGEST_KEY || text.indexOf('\0') >= 0) {
      throw ProblemException.invalidField(field, field + " is longer than " + LONGEST_KEY + ".");
    }
    return text;
  }

  private static @Nullable String text(JsonNode node, String field) {
    var value = node.get(field);
    return value == null || value.isNull() ? null : checked(value, field);
  }

  private static String checked(JsonNode value, String field) {
    if (!value.isTextual()) {
      throw ProblemException.invalidField(field, field + " must be text.");
    }
    if (value.textValue().length() > LONGEST_VALUE) {
      throw new ProblemException(
          ProblemType.VALUE_TOO_LARGE, field + " is too long.", Map.of("field", field));
    }
    return value.textValue();
  }

  private static void refuseUnknown(JsonNode node, Set<String> known, String prefix) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey())) {
        throw unknown(prefix, field.getKey());
      }
    }
  }

  private static ProblemException unknown(String prefix, String name) {
    // The name of a field may be a misplaced value: it is shown only when it looks like a name.
    var shown = name.matches("[a-z_]{1,40}") ? prefix + name : "(unreadable)";
    return new ProblemException(
        ProblemType.UNKNOWN_FIELD, "There is no field " + shown + ".", Map.of("field", shown));
  }
}
