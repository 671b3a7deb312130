package dev.lethe.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void textsNumbersAndNothingAreWrittenAsJson() {
    var map = new LinkedHashMap<String, Object>();
    map.put("text", "a \"b\" \\ \n c");
    map.put("number", 8080);
    map.put("inner", Map.of("flag", true));
    map.put("nothing", null);

    assertThat(Json.write(map))
        .isEqualTo(
            "{\"text\":\"a \\\"b\\\" \\\\ \\u000a c\",\"number\":8080,\"inner\":{\"flag\":true},\"nothing\":null}");
  }
}
