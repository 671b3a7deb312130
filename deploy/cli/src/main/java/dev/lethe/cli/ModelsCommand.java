package dev.lethe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works with the models of who is who. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, uploads, trains, compares and activates models of who is who.")
final class ModelsCommand {
  private static final String MODELS = "/api/v1/identity/models";
  private static final String TRAININGS = "/api/v1/identity/trainings";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelsCommand() {}

  static CommandLine commandLine(Map<String, String> env, InstantSource clock) {
    return new CommandLine(new ModelsCommand())
        .addSubcommand(new ListModels(env, clock))
        .addSubcommand(new Show(env, clock))
        .addSubcommand(new Upload(env, clock))
        .addSubcommand(new Train(env, clock))
        .addSubcommand(new Compare(env, clock))
        .addSubcommand(new Activate(env, clock));
  }

  /** Every model. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Every model there is.")
  static final class ListModels extends Calling {
    ListModels(Map<String, String> env, InstantSource clock) {
      super(env, clock);
    }

    @Override
    void run(LetheApi api, PrintWriter out) throws ApiException {
      for (JsonNode model : api.all(MODELS)) {
        out.printf(
            "%s %-40s %-9s %s%n",
            model.path("active").asBoolean() ? "*" : " ",
            model.path("id").asText(),
            model.path("origin").asText(),
            model.path("created_at").asText(""));
      }
    }
  }

  /** One model. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints a model with its training report (JSON), fit for upload elsewhere.")
  static final class Show extends Calling {
    @Parameters(paramLabel = "MODEL", description = "The model's id.")
    private String model = "";

    Show(Map<String, String> env, InstantSource clock) {
      super(env, clock);
    }

    @Override
    void run(LetheApi api, PrintWriter out) throws ApiException {
      out.println(api.get(path(model)).path("model").toPrettyString());
    }
  }

  /** Takes a model in. */
  @Command(
      name = "upload",
      mixinStandardHelpOptions = true,
      description = "Takes a model in. It is not put in force by that.")
  static final class Upload extends Calling {
    @Parameters(paramLabel = "FILE", description = "The model (JSON).")
    private Path file = Path.of("");

    Upload(Map<String, String> env, InstantSource clock) {
      super(env, clock);
    }

    @Override
    void run(LetheApi api, PrintWriter out) throws ApiException, IOException {
      out.println(api.post(MODELS, read(file)).path("id").asText() + " is kept");
    }
  }

  /** Trains a model. */
  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      description = {
        "Trains a model on the stored profiles and waits for it. It is not put in force by that.",
        "Stopped meanwhile, the training goes on; \"lethe models list\" shows the model then."
      })
  static final class Train extends Calling {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Parameters(paramLabel = "MODEL", description = "What the new model is to be called.")
    private String model = "";

    @Option(
        names = "--seed",
        defaultValue = "1",
        description = "The same profiles and seed give the same model (default 1).")
    private long seed;

    Train(Map<String, String> env, InstantSource clock) {
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

  /** Two models side by side. */
  @Command(
      name = "compare",
      mixinStandardHelpOptions = true,
      description = "Two models side by side, and how many decisions on stored pairs differ.")
  static final class Compare extends Calling {
    @Parameters(index = "0", paramLabel = "LEFT", description = "A model's id.")
    private String left = "";

    @Parameters(index = "1", paramLabel = "RIGHT", description = "Another's.")
    private String right = "";

    @Option(names = "--seed", description = "Decides which stored pairs are taken.")
    private @Nullable Long seed;

    Compare(Map<String, String> env, InstantSource clock) {
      super(env, clock);
    }

    @Override
    void run(LetheApi api, PrintWriter out) throws ApiException {
      String query = "/comparison?with=" + encoded(right) + (seed == null ? "" : "&seed=" + seed);
      JsonNode comparison = api.get(path(left) + query);
      out.printf("%-14s %-34s %9s %9s%n", "field", "level", "left", "right");
      for (JsonNode level : comparison.path("levels")) {
        out.printf(
            "%-14s %-34s %9s %9s%n",
            level.path("field").asText(),
            level.path("level").asText(),
            bits(level.path("left")),
            bits(level.path("right")));
      }
      JsonNode decisions = comparison.path("decisions");
      out.printf(
          Locale.ROOT,
          "%,d stored pairs: %,d one person only for %s, %,d only for %s (%.2f %% differ)%n",
          decisions.path("pairs").asInt(),
          decisions.path("left_only").asInt(),
          left,
          decisions.path("right_only").asInt(),
          right,
          100 * decisions.path("share").asDouble());
    }

    private static String bits(JsonNode weight) {
      return weight.isNumber() ? String.format(Locale.ROOT, "%+.2f", weight.asDouble()) : "-";
    }
  }

  /** Puts a model in force. */
  @Command(
      name = "activate",
      mixinStandardHelpOptions = true,
      description = {
        "Puts a model in force; every profile is then resolved anew in the background.",
        "An officer's act: a token of a person is needed (LETHE_TOKEN)."
      })
  static final class Activate extends Calling {
    @Parameters(paramLabel = "MODEL", description = "The model's id.")
    private String model = "";

    @Option(
        names = "--reason",
        required = true,
        description = "Why; kept for ever, so it names nobody.")
    private String reason = "";

    Activate(Map<String, String> env, InstantSource clock) {
      super(env, clock);
    }

    @Override
    void run(LetheApi api, PrintWriter out) throws ApiException {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("reason", reason);
      out.println(api.post(path(model) + "/activation", body).path("id").asText() + " is in force");
    }
  }

  private static String path(String model) {
    return MODELS + "/" + encoded(model);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new SettingsException(file + " is not JSON.");
    }
  }
}
