package dev.lethe.bench.retailer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one system of the retailer knows of one person: a profile, as the API takes it.
 *
 * @param person the truth; never sent anywhere
 */
public record Account(int person, String source, String key, Map<String, Object> attributes) {

  /** The profile as the API takes it. */
  public Map<String, Object> profile() {
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("source", source);
    profile.put("source_key", key);
    profile.put("country", "US");
    profile.put("attributes", attributes);
    return profile;
  }

  /** Every value of an attribute, whether one or many. */
  public List<String> values(String attribute) {
    List<String> values = new ArrayList<>();
    switch (attributes.get(attribute)) {
      case Collection<?> many -> many.forEach(value -> values.add(String.valueOf(value)));
      case String one -> values.add(one);
      case null, default -> {
        return values;
      }
    }
    return values;
  }
}
