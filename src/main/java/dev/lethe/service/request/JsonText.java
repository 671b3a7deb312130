package dev.lethe.service.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes and reads the JSON that the request tables hold. */
@ApplicationScoped
class JsonText {
  private final ObjectMapper json;

  JsonText(ObjectMapper json) {
    this.json = json;
  }

  String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON form for " + value.getClass().getSimpleName());
    }
  }

  byte[] bytes(Object value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  <T> T read(String text, TypeReference<T> type) {
    return read(text.getBytes(StandardCharsets.UTF_8), type);
  }

  <T> T read(byte[] text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (IOException e) {
      // Its text may quote a value.
      throw new IllegalStateException("unreadable JSON for " + type.getType().getTypeName());
    }
  }
}
