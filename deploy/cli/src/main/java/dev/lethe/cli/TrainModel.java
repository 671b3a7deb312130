package dev.lethe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a model on the stored profiles and waits for it. It is not put in force by that.",
      "Stopped meanwhile, the training goes on; \"lethe models list\" shows the model then."
    })
final class TrainModel extends Calling {
  private static final String TRAININGS = "/api/v1/identity/trainings";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Parameters(paramLabel = "MODEL", description = "What the new model is to be called.")
  private String model = "";

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same profiles and seed give the same model (default 1).")
  private long seed;

  TrainModel(Map<String, String> env, InstantSource clock) {
    super(env, clock);
  }

  @Override
  void run(LetheApi api, PrintWriter out) throws ApiException {
    JsonNode job = api.post(TRAININGS, Map.of("model", model, "seed", seed));
    String told = "";
    while (job.path("finished_at").isMissingNode() || job.path("finished_at").isNull()) {
      told = tell(job, told);
      pause();
      job = api.get(TRAININGS + "/" + job.path("id").asText());
    }
    if (!job.path("stage").asText().equals("stored")) {
      throw new SettingsException(
          "The training " + job.path("stage").asText() + ": " + job.path("step").asText() + ".");
    }
    out.println(model + " is trained and kept");
  }

  private String tell(JsonNode job, String told) {
    String line =
        String.format(
            Locale.ROOT,
            "%s %s: %.0f %%",
            job.path("stage").asText(),
            job.path("step").asText(),
            100 * job.path("done").asDouble());
    if (!line.equals(told)) {
      err().println(line);
      err().flush();
    }
    return line;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SettingsException("Interrupted; the training goes on.");
    }
  }
}
