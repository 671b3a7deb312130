package dev.lethe.service.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.hamcrest.Matchers.equalTo;

import dev.lethe.cryptovault.arrow.ArrowReader;
import dev.lethe.cryptovault.arrow.ArrowWriter;
import dev.lethe.cryptovault.arrow.TextBuilder;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.LogCapture;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.VaultService;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
class ArrowTokenTest {
  private static final String MARKED = "marked-value@example.org";
  private static final String PROBLEM = "urn:lethe:problem:";
  private static final Map<String, String> EMAIL =
      Map.of("lethe.field", "email", "lethe.suite", "1");
  private static final Map<String, String> SUPPORT =
      Map.of("lethe.field", "email", "lethe.purpose", "support", "lethe.reason", "ticket 7");

  private final IdentityService identity;
  private final VaultService vault;
  private String profile = "";
  private String erased = "";

  ArrowTokenTest(IdentityService identity, VaultService vault) {
    this.identity = identity;
    this.vault = vault;
  }

  @BeforeEach
  void makeProfiles() {
    var refs = Given.profiles(identity, 2);
    profile = refs.get(0).id().toString();
    erased = refs.get(1).id().toString();
    vault.shred(List.of(refs.get(1).key()), "test");
  }

  @Test
  void tokensOfATableRevealTheirValuesInOrder() throws IOException {
    var values = new ArrayList<@Nullable String>();
    for (int i = 0; i < 25_000; i++) {
      values.add("Ünïcode " + i);
    }
    var profiles = new ArrayList<@Nullable String>(values.size());
    values.forEach(value -> profiles.add(profile));
    var made = read(create(table(EMAIL, Map.of("profile", profiles, "value", values), 9_000)));
    assertThat(column(made, "problem")).containsOnlyNulls();
    var tokens = column(made, "token");
    assertThat(tokens).hasSameSizeAs(values).doesNotHaveDuplicates();
    var some = IntStream.range(0, 100).map(i -> i * 250).boxed().toList();
    var asked = some.stream().map(tokens::get).toList();
    var opened = read(reveal(table(SUPPORT, Map.of("token", asked), 40)));
    assertThat(column(opened, "value")).isEqualTo(some.stream().map(values::get).toList());
  }

  @Test
  void peopleAreNamedBySourceAndKeyAndUnseenOnesGetAProfile() throws IOException {
    var key = "k-" + UUID.randomUUID();
    var keys = Arrays.<@Nullable String>asList(key, key + "-2", key, null, "");
    var values = Collections.<@Nullable String>nCopies(5, "a");
    var settings = Map.of("lethe.field", "email", "lethe.suite", "2", "lethe.source", "web");
    var made = read(create(table(settings, Map.of("source_key", keys, "value", values), 2)));
    var tokens = column(made, "token");
    assertThat(tokens.get(0)).isNotNull().isEqualTo(tokens.get(2)).isNotEqualTo(tokens.get(1));
    assertThat(column(made, "problem"))
        .containsExactly(null, null, null, PROBLEM + "missing-field", PROBLEM + "missing-field");
    var sources = Arrays.<@Nullable String>asList("web", "nope", null, "web", "web");
    var named = Map.of("source", sources, "source_key", keys, "value", values);
    var each = read(create(table(Map.of("lethe.field", "email", "lethe.suite", "2"), named, 5)));
    assertThat(column(each, "token").getFirst()).isEqualTo(tokens.getFirst());
    assertThat(column(each, "problem"))
        .containsExactly(
            null,
            PROBLEM + "unknown-source",
            PROBLEM + "missing-field",
            PROBLEM + "missing-field",
            PROBLEM + "missing-field");
    refused(
        create(table(EMAIL, Map.of("source_key", keys, "value", values), 5)), 400, "missing-field");
    refused(
        create(table(settings, Map.of("profile", keys, "value", values), 5)), 400, "missing-field");
    refused(
        create(table(settings, Map.of("profile", keys, "source_key", keys, "value", values), 5)),
        400,
        "invalid-field");
  }

  @Test
  void badRowsFailAlone() throws IOException {
    var columns =
        Map.of(
            "profile", Arrays.asList(profile, "nobody", null, erased, profile, profile, profile),
            "field", Arrays.asList("email", "email", "email", "email", "e mail", null, "phone"),
            "value", Arrays.<@Nullable String>asList("a", "b", "c", "d", "e", "f", null));
    var made = read(create(table(Map.of("lethe.suite", "2"), columns, 10)));
    assertThat(column(made, "problem"))
        .containsExactly(
            null,
            PROBLEM + "invalid-field",
            PROBLEM + "missing-field",
            PROBLEM + "key-destroyed",
            PROBLEM + "invalid-field",
            PROBLEM + "missing-field",
            PROBLEM + "missing-field");
    assertThat(column(made, "token").getFirst()).isNotNull();
    assertThat(column(made, "token").subList(1, 7)).containsOnlyNulls();
    assertThat(column(made, "detail").get(3)).contains("erased");
  }

  @Test
  void throughAMaskAReaderSeesNoMoreThanItShows() throws IOException {
    var made =
        read(
            create(
                table(
                    EMAIL, Map.of("profile", List.of(profile), "value", List.of("4111 4242")), 1)));
    var metadata = new HashMap<>(SUPPORT);
    metadata.put("lethe.mask", "last_four");
    var tokens = new ArrayList<>(column(made, "token"));
    tokens.add("nonsense");
    var opened = read(reveal(table(metadata, Map.of("token", tokens), 2)));
    assertThat(column(opened, "value")).containsExactly("****4242", null);
    assertThat(column(opened, "problem")).containsExactly(null, PROBLEM + "invalid-token");
  }

  @Test
  void whatCannotBeReadIsRefused() throws IOException {
    var columns = Map.of("profile", List.of(profile), "value", List.of(MARKED));
    var whole = table(EMAIL, columns, 1);
    refused(create(new byte[0]), 400, "malformed-arrow");
    refused(create("{\"items\":[]}".getBytes(StandardCharsets.UTF_8)), 400, "malformed-arrow");
    refused(create(Arrays.copyOf(whole, whole.length - 50)), 400, "malformed-arrow");
    refused(create(Arrays.copyOf(whole, whole.length + 1)), 400, "malformed-arrow");
    refused(create(table(EMAIL, Map.of("value", List.of("x")), 1)), 400, "missing-field");
    refused(
        create(
            table(
                EMAIL,
                Map.of("profile", List.of("x"), "value", List.of("x"), MARKED, List.of("x")),
                1)),
        400,
        "unknown-field");
    refused(create(table(Map.of("lethe.suite", MARKED), columns, 1)), 400, "invalid-field");
    refused(create(table(Map.of("lethe.siute", "1"), columns, 1)), 400, "unknown-field");
    refused(
        create(
            table(
                EMAIL,
                Map.of("profile", List.of("x"), "value", List.of("x"), "field", List.of("x")),
                1)),
        400,
        "invalid-field");
    var many = Collections.nCopies(10_001, "x");
    refused(
        create(table(EMAIL, Map.of("profile", many, "value", many), 20_000)),
        413,
        "body-too-large");
    refused(
        reveal(table(Map.of("lethe.reason", "x"), Map.of("token", List.of("x")), 1)),
        400,
        "missing-field");
    refused(
        reveal(
            table(
                Map.of("lethe.purpose", "support", "lethe.reason", "x", "lethe.mask", "all"),
                Map.of("token", List.of("x")),
                1)),
        400,
        "invalid-field");
  }

  private static void refused(Response response, int status, String problem) {
    response.then().statusCode(status).body("type", equalTo(PROBLEM + problem));
    assertThat(response.asString()).doesNotContain("marked-value");
  }

  @Test
  void damagedStreamsNeverFailInAnUnforeseenWay() throws IOException {
    var whole = table(EMAIL, Map.of("profile", List.of(profile), "value", List.of(MARKED)), 1);
    var random = new SplittableRandom(2026);
    try (var log = new LogCapture()) {
      for (int round = 0; round < 300; round++) {
        var damaged = whole.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        var response = create(damaged);
        assertThat(response.statusCode()).as("round %d", round).isIn(200, 400, 413);
        if (response.statusCode() != 200) {
          assertThat(response.contentType()).startsWith("application/problem+json");
        }
      }
      assertThat(log.text()).doesNotContain("marked-value", "Unexpected");
    }
  }

  @Test
  void aStreamThatBreaksLaterIsAnsweredWithoutAnEnd() throws IOException {
    var profiles = Collections.nCopies(3, profile);
    var whole = table(EMAIL, Map.of("profile", profiles, "value", Collections.nCopies(3, "x")), 1);
    var cut = Arrays.copyOf(whole, whole.length - 50);
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/api/v1/tokens"))
            .header("Authorization", "Bearer " + SignIn.pipeline())
            .header("Content-Type", ArrowTable.MEDIA_TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(cut))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      assertThatIOException()
          .isThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    }
  }

  @Test
  void rolesAreKeptApart() throws IOException {
    var body = table(EMAIL, Map.of("profile", List.of(), "value", List.of()), 1);
    send(SignIn.officer(), "/api/v1/tokens", body).then().statusCode(403);
    send(SignIn.pipeline(), "/api/v1/tokens/reveal", body).then().statusCode(403);
  }

  private static Response create(byte[] body) {
    return send(SignIn.pipeline(), "/api/v1/tokens", body);
  }

  private static Response reveal(byte[] body) {
    // What other tests reveal counts for other people.
    var officer = SignIn.token("officer-of-arrow", "officer");
    return send(officer, "/api/v1/tokens/reveal", body);
  }

  private static Response send(String token, String path, byte[] body) {
    var binary =
        EncoderConfig.encoderConfig()
            .encodeContentTypeAs(ArrowTable.MEDIA_TYPE, ContentType.BINARY);
    return given()
        .config(RestAssuredConfig.config().encoderConfig(binary))
        .auth()
        .oauth2(token)
        .contentType(ArrowTable.MEDIA_TYPE)
        .body(body)
        .post(path);
  }

  private static byte[] table(
      Map<String, String> metadata,
      Map<String, ? extends List<@Nullable String>> columns,
      int batch)
      throws IOException {
    var out = new ByteArrayOutputStream();
    var names = List.copyOf(columns.keySet());
    int rows = columns.values().iterator().next().size();
    try (var writer = new ArrowWriter(out, names, metadata)) {
      for (int from = 0; from < rows; from += batch) {
        int end = Math.min(rows, from + batch);
        int start = from;
        writer.write(
            columns.values().stream()
                .map(column -> texts(column.subList(start, end)))
                .toArray(TextBuilder[]::new));
      }
      writer.end();
    }
    return out.toByteArray();
  }

  private static TextBuilder texts(List<@Nullable String> texts) {
    var column = new TextBuilder(texts.size(), 0);
    texts.forEach(column::add);
    return column;
  }

  private static List<@Nullable String> column(
      Map<String, List<@Nullable String>> table, String name) {
    return table.getOrDefault(name, List.of());
  }

  private static Map<String, List<@Nullable String>> read(Response response) throws IOException {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.contentType()).isEqualTo(ArrowTable.MEDIA_TYPE);
    var table = new LinkedHashMap<String, List<@Nullable String>>();
    var limits = new ArrowReader.Limits(Limits.VALUES, Limits.BODY_BYTES);
    try (var reader = new ArrowReader(new ByteArrayInputStream(response.asByteArray()), limits)) {
      for (var batch = reader.next(); batch != null; batch = reader.next()) {
        for (int i = 0; i < reader.schema().names().size(); i++) {
          var column =
              table.computeIfAbsent(reader.schema().names().get(i), n -> new ArrayList<>());
          var texts = batch.texts(i);
          for (int row = 0; row < batch.rows(); row++) {
            int from = texts.from(row);
            column.add(
                texts.isMissing(row)
                    ? null
                    : new String(
                        texts.bytes(), from, texts.to(row) - from, StandardCharsets.UTF_8));
          }
        }
      }
    }
    return table;
  }
}
