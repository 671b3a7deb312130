package dev.lethe.service.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.service.identity.ModelViews.ActivationView;
import dev.lethe.service.identity.ModelViews.ComparisonView;
import dev.lethe.service.identity.ModelViews.ModelItem;
import dev.lethe.service.identity.ModelViews.ModelView;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Models of who is who: take in, show, compare, put in force. */
@Path("/api/v1/identity/models")
@Produces(MediaType.APPLICATION_JSON)
class ModelResource {
  private final ModelCatalog catalog;
  private final ModelComparison comparison;
  private final Caller caller;

  ModelResource(ModelCatalog catalog, ModelComparison comparison, Caller caller) {
    this.catalog = catalog;
    this.comparison = comparison;
    this.caller = caller;
  }

  /**
   * Why a model is put in force.
   *
   * @param reason kept for ever beside the activation; names nobody
   */
  record ActivationBody(@Nullable String reason) {}

  /** Every model, the shipped one first, then oldest first. */
  @GET
  @PermissionsAllowed(Permission.MODELS_READ)
  public Page<ModelItem> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    return catalog.page(after, Page.limit(limit));
  }

  /** One model, with its training report. */
  @GET
  @Path("{model}")
  @PermissionsAllowed(Permission.MODELS_READ)
  public ModelView show(String model) {
    return ModelView.of(catalog.item(model), catalog.model(model));
  }

  /** Takes a model in. It is not put in force by that, and never changes afterwards. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.MODELS_WRITE)
  @Idempotent
  @ResponseStatus(201)
  @APIResponse(responseCode = "201", description = "The model is kept.")
  @APIResponse(
      responseCode = "400",
      description = "urn:lethe:problem:invalid-model, with the field; or of any body")
  @APIResponse(responseCode = "409", description = "urn:lethe:problem:model-exists")
  public ModelItem upload(JsonNode body) {
    return catalog.add(ModelReader.read(body), ModelCatalog.UPLOADED, caller.id());
  }

  /** Two models side by side, and how many decisions on a sample of stored pairs they differ in. */
  @GET
  @Path("{model}/comparison")
  @PermissionsAllowed(Permission.MODELS_READ)
  public ComparisonView compare(
      String model, @RestQuery @Nullable String with, @RestQuery @Nullable Long seed) {
    if (with == null || with.isEmpty()) {
      throw ProblemException.missingField("with");
    }
    return comparison.compare(catalog.model(model), catalog.model(with), seed == null ? 1 : seed);
  }

  /** Puts a model in force. Every profile is then resolved anew in the background. */
  @POST
  @Path("{model}/activation")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.MODELS_ACTIVATE)
  @Idempotent
  public ModelItem activate(String model, ActivationBody body) {
    var reason = Reasons.required(body == null ? null : body.reason());
    return catalog.activate(model, caller.id(), reason);
  }

  /** Which models were in force, newest first. */
  @GET
  @Path("activations")
  @PermissionsAllowed(Permission.MODELS_READ)
  public Page<ActivationView> activations(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    return catalog.activations(after, Page.limit(limit));
  }
}
