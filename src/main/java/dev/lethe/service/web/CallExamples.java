package dev.lethe.service.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/**
 * Shows how the vault's endpoints are called, with curl and from Python. Address, access token and
 * what the call is about come from the environment; tests run every example.
 */
@OpenApiFilter
public final class CallExamples implements OASFilter {
  private static final Map<String, String> OF_POSTS =
      Map.of(
          "/api/v1/tokens", "tokens",
          "/api/v1/tokens/reveal", "reveal",
          "/api/v1/tokens/retokenize", "retokenize",
          "/api/v1/datasets/{dataset}/pseudonymize", "pseudonymize",
          "/api/v1/keys/rotations", "rotations");

  @Override
  public void filterOpenAPI(OpenAPI api) {
    OF_POSTS.forEach((path, name) -> {
      var item = api.getPaths().getPathItem(path);
      if (item != null && item.getPOST() != null) {
        show(item.getPOST(), name);
      }
    });
  }

  // The extension's name and form are Redocly's; other viewers of OpenAPI read it too.
  private static void show(Operation operation, String name) {
    operation.addExtension(
        "x-codeSamples",
        List.of(
            Map.of("lang", "Shell", "label", "curl", "source", text(name + ".sh")),
            Map.of("lang", "Python", "label", "Python", "source", text(name + ".py"))));
  }

  private static String text(String file) {
    try (var in = CallExamples.class.getResourceAsStream("/examples/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the service was built without the example " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
