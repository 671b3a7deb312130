package dev.lethe.cli.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value goes in a profile: {@code given_name}, {@code email}, {@code address.city}, {@code
 * address[1].city}. A second value for a list is one more; for a text it follows after a space.
 */
record AttributePath(String attribute, int index, String part) {
  private static final Set<String> TEXTS =
      Set.of(
          "given_name",
          "middle_name",
          "family_name",
          "full_name",
          "birth_date",
          "gender",
          "occupation",
          "birth_place");
  private static final Set<String> LISTS =
      Set.of("email", "phone", "loyalty_id", "device_id", "cookie_id", "national_id");
  private static final Set<String> PARTS =
      Set.of("street", "house_number", "unit", "city", "region", "postcode", "country");
  private static final Pattern ADDRESS = Pattern.compile("address(?:\\[([0-9])])?\\.([a-z_]+)");

  /** The profile's own default country, which is no attribute. */
  static final String COUNTRY = "country";

  static AttributePath parse(String path) throws MappingException {
    Matcher address = ADDRESS.matcher(path);
    if (address.matches() && PARTS.contains(address.group(2))) {
      String index = address.group(1);
      return new AttributePath(
          "address", index == null ? 0 : Integer.parseInt(index), address.group(2));
    }
    if (TEXTS.contains(path) || LISTS.contains(path) || path.equals(COUNTRY)) {
      return new AttributePath(path, 0, "");
    }
    throw new MappingException(path + " is no attribute of a profile");
  }

  /** Puts a value into a profile's attributes. */
  void put(ObjectNode attributes, String value) {
    if (attribute.equals("address")) {
      append(address(attributes), part, value);
    } else if (LISTS.contains(attribute)) {
      attributes.withArrayProperty(attribute).add(value);
    } else {
      append(attributes, attribute, value);
    }
  }

  boolean isCountry() {
    return attribute.equals(COUNTRY);
  }

  private ObjectNode address(ObjectNode attributes) {
    ArrayNode addresses = attributes.withArrayProperty("address");
    while (addresses.size() <= index) {
      addresses.addObject();
    }
    return (ObjectNode) addresses.get(index);
  }

  private static void append(ObjectNode node, String name, String value) {
    node.put(name, node.has(name) ? node.get(name).asText() + " " + value : value);
  }
}
