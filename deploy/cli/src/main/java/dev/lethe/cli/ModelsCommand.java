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
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
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
  static final String MODELS = "/api/v1/identity/models";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelsCommand() {}

  static CommandLine commandLine(Map<String, String> env, InstantSource clock) {
    return new CommandLine(new ModelsCommand())
        .addSubcommand(new ListModels(env, clock))
        .addSubcommand(new Show(env, clock))
        .addSubcommand(new Upload(env, clock))
        .addSubcommand(new TrainModel(env, clock))
        .addSubcommand(new CompareModels(env, clock))
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

  /** The path of a model. */
  static String path(String model) {
    return MODELS + "/" + encoded(model);
  }

  static String encoded(String text) {
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
