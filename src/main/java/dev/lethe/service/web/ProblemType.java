package dev.lethe.service.web;

import java.net.URI;
import java.util.Locale;

/**
 * Every error Lethe answers over HTTP: its type, status and title (RFC 9457).
 *
 * <p>The type URI is stable; clients branch on it, never on the title or the detail.
 */
public enum ProblemType {
  MALFORMED_JSON(400, "The body is not well-formed JSON"),
  MALFORMED_ARROW(400, "The body is not an Arrow stream that can be read"),
  INVALID_FIELD(400, "A field has a value that is not allowed"),
  UNKNOWN_FIELD(400, "The body has a field this endpoint does not know"),
  MISSING_FIELD(400, "A mandatory field is missing"),
  INVALID_PARAMETER(400, "A path or query parameter has a value that is not allowed"),
  INVALID_UTF8(400, "The text is not valid UTF-8"),
  UNKNOWN_SOURCE(400, "The source is not registered"),
  INVALID_CATALOG(400, "The dataset file is not valid"),
  INVALID_MODEL(400, "The model is not valid"),
  PURPOSE_NOT_DECLARED(400, "The token policy does not declare this purpose"),
  NOT_SIGNED_IN(401, "Sign in, or send a valid access token"),
  NOT_ALLOWED(403, "You may not do this"),
  FIELD_NOT_ALLOWED(403, "The token policy does not allow this field"),
  REVEALS_STOPPED(403, "Your reveals are stopped"),
  FOUR_EYES(403, "A second person has to do this"),
  FORGERY_SUSPECTED(403, "The request does not come from this site's own pages"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "This method is not available here"),
  NOT_ACCEPTABLE(406, "No representation of this kind is available"),
  BODY_TOO_SLOW(408, "The body did not come in time"),
  WRONG_STATE(409, "The state of the request does not allow this"),
  MODEL_EXISTS(409, "There is a model of this id"),
  TRAINING_UNDER_WAY(409, "A training is under way"),
  ERASURE_UNDER_WAY(409, "An erasure of the person has not ended"),
  IDEMPOTENCY_IN_PROGRESS(409, "The same call is still being worked on"),
  CONTRADICTION(409, "An earlier human decision says otherwise"),
  CONFLICT(409, "Someone else changed this at the same time"),
  GONE(410, "The data has been erased"),
  STALE_VERSION(412, "The version you saw is no longer the newest"),
  BODY_TOO_LARGE(413, "The body is too large"),
  VALUE_TOO_LARGE(413, "A value is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body has a type this endpoint does not read"),
  IDEMPOTENCY_MISMATCH(422, "The idempotency key was used for another call"),
  VERIFICATION_TOO_WEAK(422, "The verification does not reach the degree the law asks for"),
  KEY_DESTROYED(422, "The key has been destroyed"),
  KEY_FROZEN(422, "The key is frozen"),
  INVALID_TOKEN(422, "The token cannot be opened"),
  UNFIT_VALUE(422, "The value does not have the form that its suite needs"),
  DOMAIN_TOO_SMALL(422, "Too few values have this form for format-preserving encryption"),
  TOKENS_USED_UP(422, "The key has no free token of this form"),
  IMPORT_REFUSED(422, "The keys cannot be imported"),
  SUPPRESSED(422, "The person has been erased"),
  TOO_MANY_REQUESTS(429, "Too many calls"),
  INTERNAL(500, "Something unexpected went wrong"),
  VAULT_SEALED(503, "The vault is sealed"),
  OVERLOADED(503, "More is asked at once than can be worked on"),
  UNAVAILABLE(503, "A part this needs cannot be reached"),
  VAULT_FULL(507, "The vault holds as many keys as it can");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The stable type, for example {@code urn:lethe:problem:unknown-source}. */
  public URI uri() {
    return URI.create("urn:lethe:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
