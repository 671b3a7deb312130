package dev.lethe.service.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads models that callers send; what scoring could not use is refused with its place. */
final class ModelReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  /** Its path shows the history of activations. */
  private static final String RESERVED = "activations";

  private ModelReader() {}

  static Model read(@Nullable JsonNode body) {
    if (body == null || !body.isObject()) {
      throw invalid("", "A model is a JSON object.");
    }
    try {
      var model =
          Model.read(new ByteArrayInputStream(body.toString().getBytes(StandardCharsets.UTF_8)));
      id(model.id());
      // Only a scorer knows which fields and levels there have to be.
      var unused = new Scorer(model, CountedFrequencies.of(List.of()));
      return model;
    } catch (JsonMappingException e) {
      throw invalid(place(e), reason(e));
    } catch (JsonProcessingException e) {
      throw invalid("", "The model is not readable.");
    } catch (IllegalArgumentException e) {
      throw invalid("", "The model cannot be used: " + e.getMessage() + ".");
    } catch (IOException e) {
      throw new IllegalStateException("memory is always readable", e);
    }
  }

  /** A model's id; refused where it has another form. */
  static String id(@Nullable String id) {
    if (id == null || !ID.matcher(id).matches() || RESERVED.equals(id)) {
      throw ProblemException.invalidField(
          "id", "A model's id has up to 63 small letters, digits, dots, dashes and underscores.");
    }
    return id;
  }

  /** Jackson's own words may quote the body, which may hold names as aliases. */
  private static String reason(JsonMappingException e) {
    return e.getCause() instanceof IllegalArgumentException why
        ? "The model cannot be used: " + why.getMessage() + "."
        : "Here stands something that a model does not have, or something is missing.";
  }

  private static String place(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static ProblemException invalid(String field, String detail) {
    return new ProblemException(
        ProblemType.INVALID_MODEL, detail, field.isEmpty() ? Map.of() : Map.of("field", field));
  }
}
