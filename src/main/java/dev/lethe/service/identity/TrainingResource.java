package dev.lethe.service.identity;

import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
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

/** Trains models on the stored profiles, without labels. */
@Path("/api/v1/identity/trainings")
@Produces(MediaType.APPLICATION_JSON)
class TrainingResource {
  private final ModelTraining training;
  private final TrainingStore trainings;
  private final Caller caller;

  TrainingResource(ModelTraining training, TrainingStore trainings, Caller caller) {
    this.training = training;
    this.trainings = trainings;
    this.caller = caller;
  }

  /**
   * What to train.
   *
   * @param model what the new model is to be called
   * @param seed the same profiles and seed give the same model; 1 where it is absent
   */
  record TrainingBody(@Nullable String model, @Nullable Long seed) {}

  /** Starts a training in the background. Its model is kept, not put in force. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.MODELS_WRITE)
  @Idempotent
  @ResponseStatus(202)
  @APIResponse(responseCode = "202", description = "The training has begun.")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:model-exists, urn:lethe:problem:training-under-way")
  public TrainingView train(TrainingBody body) {
    if (body == null || body.model() == null) {
      throw ProblemException.missingField("model");
    }
    var model = ModelReader.id(body.model());
    var id = training.begin(model, body.seed() == null ? 1 : body.seed(), caller.id());
    return show(Long.toString(id));
  }

  /** Trainings, newest first. */
  @GET
  @PermissionsAllowed(Permission.MODELS_READ)
  public Page<TrainingView> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    int size = Page.limit(limit);
    var rows = trainings.page(Cursor.position(after, Long.MAX_VALUE), size + 1);
    return Page.of(rows, size, training -> Cursor.of(training.id()));
  }

  /** How far a training is. */
  @GET
  @Path("{training}")
  @PermissionsAllowed(Permission.MODELS_READ)
  public TrainingView show(String training) {
    try {
      return trainings.job(Long.parseLong(training)).orElseThrow(TrainingResource::nothing);
    } catch (NumberFormatException e) {
      throw nothing();
    }
  }

  private static ProblemException nothing() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such training.");
  }
}
