package dev.lethe.service.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.identitygraph.ProfileId;

/** Everything a source sent about a person, opened for the person. */
public record ProfileExport(ProfileId id, String source, String sourceKey, JsonNode attributes) {

  @Override
  public String toString() {
    return "ProfileExport[" + id + "]";
  }
}
