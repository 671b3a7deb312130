package dev.lethe.service.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Describes what every endpoint of the API may answer beside its own: the problems that come before
 * an endpoint is reached, and that all of them are problem documents.
 */
@OpenApiFilter
public final class ProblemResponses implements OASFilter {
  private static final String API = "/api/";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getPaths()
        .getPathItems()
        .forEach((path, item) -> {
          if (path.startsWith(API)) {
            item.getOperations().values().forEach(operation -> describe(path, operation));
          }
        });
  }

  private static void describe(String path, Operation operation) {
    var secured = operation.getSecurity() != null && !operation.getSecurity().isEmpty();
    if (secured) {
      put(operation, ProblemType.NOT_SIGNED_IN);
      put(operation, ProblemType.NOT_ALLOWED, ProblemType.FORGERY_SUSPECTED);
    }
    if (operation.getRequestBody() != null) {
      put(
          operation,
          ProblemType.MALFORMED_JSON,
          ProblemType.UNKNOWN_FIELD,
          ProblemType.MISSING_FIELD,
          ProblemType.INVALID_FIELD,
          ProblemType.INVALID_PARAMETER,
          ProblemType.INVALID_UTF8);
      put(operation, ProblemType.BODY_TOO_LARGE);
      put(operation, ProblemType.UNSUPPORTED_MEDIA_TYPE);
    } else if (operation.getParameters() != null && !operation.getParameters().isEmpty()) {
      put(operation, ProblemType.INVALID_PARAMETER);
    }
    if (path.contains("{")) {
      put(operation, ProblemType.NOT_FOUND);
    }
    put(operation, ProblemType.INTERNAL);
    operation
        .getResponses()
        .getAPIResponses()
        .forEach((status, response) -> {
          if (status.startsWith("4") || status.startsWith("5")) {
            asProblem(response);
          }
        });
  }

  /** What an endpoint says of itself stays; the framework's "Bad Request" does not. */
  private static void put(Operation operation, ProblemType... types) {
    var responses = operation.getResponses();
    var status = Integer.toString(types[0].status());
    var known = responses.getAPIResponse(status);
    if (known == null
        || known.getDescription() == null
        || !known.getDescription().contains("urn:")) {
      responses.addAPIResponse(
          status,
          OASFactory.createAPIResponse()
              .description(
                  Arrays.stream(types)
                      .map(type -> type.uri().toString())
                      .collect(Collectors.joining(", "))));
    }
  }

  private static void asProblem(APIResponse response) {
    if (response.getContent() == null) {
      response.setContent(
          OASFactory.createContent()
              .addMediaType(
                  Problem.MEDIA_TYPE,
                  OASFactory.createMediaType()
                      .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    }
  }
}
