package dev.lethe.service.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import java.util.Map;

/** An event that its policy accepts: whose it is, and its fields by path. */
record Event(NamedSubject subject, Map<String, JsonNode> fields) {
  @Override
  public String toString() {
    return "Event[" + fields.keySet() + "]";
  }
}
