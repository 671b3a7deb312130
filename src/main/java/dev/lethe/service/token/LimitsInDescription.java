package dev.lethe.service.token;

import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Tells the limits of the endpoints before the vault, and what is answered beyond them. */
@OpenApiFilter
public final class LimitsInDescription implements OASFilter {
  private static final List<String> PATHS =
      List.of("/api/v1/tokens", "/api/v1/tokens/reveal", "/api/v1/datasets/{dataset}/pseudonymize");

  private static final String BATCH =
      "A call has at most %,d values and %,d bytes, a value %,d bytes."
          .formatted(Limits.VALUES, Limits.BODY_BYTES, Limits.VALUE_BYTES);
  private static final String STREAM =
      " A stream may be of any length: a line has at most %,d bytes, a record batch as many rows and bytes as a call."
          .formatted(Limits.LINE_BYTES);
  private static final String BUSY =
      " What is more than can be in work at once is refused with 429 or 503 and Retry-After; a"
          + " stream that has begun waits instead.";
  private static final String ARROW =
      " Arrow streams: utf8, large_utf8, binary, large_binary or dictionaries of these, not"
          + " compressed; what holds for all rows stands in the schema's metadata under lethe.field,"
          + " lethe.suite, lethe.purpose, lethe.reason, lethe.mask. The answer has the columns token"
          + " or value, problem and detail.";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getPaths()
        .getPathItems()
        .forEach((path, item) -> {
          if (PATHS.contains(path)) {
            item.getOperations().values().forEach(LimitsInDescription::describe);
          }
        });
  }

  private static void describe(Operation operation) {
    var body = operation.getRequestBody().getContent();
    boolean arrow = body.hasMediaType(ArrowTable.MEDIA_TYPE);
    operation.setDescription(BATCH + STREAM + BUSY + (arrow ? ARROW : ""));
    var whole = operation.getResponses().getAPIResponse("200").getContent();
    if (whole != null && whole.hasMediaType(ArrowTable.MEDIA_TYPE)) {
      whole
          .getMediaType(ArrowTable.MEDIA_TYPE)
          .setSchema(OASFactory.createSchema().addType(Schema.SchemaType.STRING).format("binary"));
    }
    refuse(operation, ProblemType.TOO_MANY_REQUESTS);
    refuse(operation, ProblemType.OVERLOADED, ProblemType.VAULT_SEALED);
  }

  private static void refuse(Operation operation, ProblemType... types) {
    var words = List.of(types).stream().map(type -> type.uri().toString()).toList();
    operation
        .getResponses()
        .addAPIResponse(
            Integer.toString(types[0].status()),
            OASFactory.createAPIResponse()
                .description(String.join(", ", words))
                .content(
                    OASFactory.createContent()
                        .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                .schema(
                                    OASFactory.createSchema()
                                        .ref("#/components/schemas/Problem")))));
  }
}
