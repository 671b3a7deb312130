package dev.lethe.service.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Gives the first answer again when an {@link Idempotent} call is repeated. */
@Provider
@Idempotent
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String HEADER = "Idempotency-Key";
  private static final String CLAIM = IdempotencyFilter.class.getName();
  private static final int MAX_BODY = 8 * 1024 * 1024;

  private final IdempotencyStore store;
  private final SecurityIdentity caller;
  private final ObjectMapper json;

  IdempotencyFilter(IdempotencyStore store, SecurityIdentity caller, ObjectMapper json) {
    this.store = store;
    this.caller = caller;
    this.json = json;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    String key = request.getHeaderString(HEADER);
    if (key == null || isStream(request.getMediaType())) {
      return;
    }
    if (!key.matches("[\\x21-\\x7e]{1,128}")) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, HEADER + " must be 1 to 128 visible ASCII characters.");
    }
    byte[] body = request.getEntityStream().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new ProblemException(
          ProblemType.BODY_TOO_LARGE, "A body may have at most " + MAX_BODY + " bytes.");
    }
    request.setEntityStream(new ByteArrayInputStream(body));
    String route = request.getMethod() + " " + request.getUriInfo().getPath();
    String claim = sha256(caller.getPrincipal().getName() + '\n' + route + '\n' + key);
    switch (store.claim(claim, sha256(body))) {
      case IdempotencyStore.Claim.New _ -> request.setProperty(CLAIM, claim);
      case IdempotencyStore.Claim.Answered answered -> request.abortWith(replay(answered));
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response)
      throws IOException {
    if (!(request.getProperty(CLAIM) instanceof String claim)) {
      return;
    }
    if (response.getStatus() >= 500) {
      store.release(claim);
      return;
    }
    store.answer(
        claim,
        response.getStatus(),
        String.valueOf(response.getMediaType()),
        response.getHeaderString(HttpHeaders.ETAG),
        body(response));
  }

  private @Nullable String body(ContainerResponseContext response) throws JsonProcessingException {
    Object entity = response.getEntity();
    return entity == null ? null : json.writeValueAsString(entity);
  }

  private static Response replay(IdempotencyStore.Claim.Answered answered) {
    return Response.status(answered.status())
        .header(HttpHeaders.CONTENT_TYPE, answered.mediaType())
        .header(HttpHeaders.ETAG, answered.etag())
        .header("Idempotency-Replayed", "true")
        .entity(answered.body() == null ? null : answered.body())
        .build();
  }

  private static boolean isStream(@Nullable MediaType type) {
    return type != null && type.getSubtype().contains("ndjson");
  }

  private static String sha256(String text) {
    return sha256(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
