package dev.lethe.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.fanout.MemoryTargetSettings;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@LetheTest
@WithTestResource(MemoryTargetSettings.class)
class StreamTest {

  @TestHTTPResource("/")
  URI service = URI.create("http://127.0.0.1");

  @Test
  void changesAreToldToWhoeverListens() throws Exception {
    String id = RequestClient.create("delete", "gdpr", "stream@example.org");
    CompletableFuture<String> told = firstData("/api/v1/requests/" + id + "/stream");
    assertThat(told.get(20, TimeUnit.SECONDS)).contains(id).contains("\"version\":1");
    CompletableFuture<String> all = firstData("/api/v1/stream");
    assertThat(all.get(20, TimeUnit.SECONDS)).contains("\"version\":");
  }

  private CompletableFuture<String> firstData(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + SignIn.officer())
            .header("Accept", "text/event-stream")
            .build();
    return CompletableFuture.supplyAsync(() -> {
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpResponse<Stream<String>> answer =
            client.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (Stream<String> lines = answer.body()) {
          return lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
        } finally {
          client.shutdownNow();
        }
      } catch (java.io.IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
