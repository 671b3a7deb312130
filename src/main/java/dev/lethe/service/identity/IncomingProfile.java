package dev.lethe.service.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.identitygraph.normalise.RawAttributes;
import org.jspecify.annotations.Nullable;

/**
 * One well-formed item of an ingest call.
 *
 * @param attributes as sent, kept for export
 * @param raw the same, read
 */
record IncomingProfile(
    String source,
    String sourceKey,
    @Nullable String country,
    ObjectNode attributes,
    RawAttributes raw) {

  @Override
  public String toString() {
    return "IncomingProfile[source=" + source + "]";
  }
}
