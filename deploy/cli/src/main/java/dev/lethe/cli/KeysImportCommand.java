package dev.lethe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import dev.lethe.cli.load.CsvFile;
import dev.lethe.cli.load.ImportException;
import dev.lethe.cli.load.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes keys of another vault in. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes in keys that another vault exported: open, then propose, then somebody else confirms.",
      "Tokens under them open here then, and whoever erases the profile destroys them."
    })
final class KeysImportCommand {
  private static final String IMPORTS = "/api/v1/keys/imports";

  /** Makes the key pair. */
  @Command(
      name = "open",
      mixinStandardHelpOptions = true,
      description = "Begins an import: prints its id and writes the key that the export must name.")
  static final class Open extends Calling {
    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why, for the audit log; names nobody.")
    private String reason = "";

    @Option(
        names = "--expires",
        required = true,
        paramLabel = "MOMENT",
        description = "When the private key is destroyed, in 30 days at most.")
    private String expires = "";

    @Option(
        names = "--public-key-out",
        required = true,
        paramLabel = "PEM",
        description = "The new file with the public key.")
    private Path publicKey = Path.of("");

    Open(Map<String, String> env, InstantSource clock) {
      super(env, clock);
    }

    @Override
    void run(LetheApi api, PrintWriter out) throws ApiException, IOException {
      JsonNode opened = api.post(IMPORTS, Map.of("reason", reason, "expires_at", expires));
      Files.writeString(publicKey, opened.path("recipient_public_key").asText());
      out.println(opened.path("id").asText());
    }
  }

  /** The first person's part. */
  @Command(
      name = "propose",
      mixinStandardHelpOptions = true,
      description = "Proposes a file of keys, once; another file or mapping takes another import.")
  static final class Propose extends Calling {
    @Parameters(index = "0", paramLabel = "IMPORT", description = "Its id: imp_…")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The exported file (JSON).")
    private Path file = Path.of("");

    @Option(
        names = "--map",
        required = true,
        paramLabel = "CSV",
        description = "Columns from and to: a profile of the file, the profile here.")
    private Path map = Path.of("");

    Propose(Map<String, String> env, InstantSource clock) {
      super(env, clock);
    }

    @Override
    void run(LetheApi api, PrintWriter out) throws ApiException, ImportException, IOException {
      var body = Map.of("file", Files.readString(file), "profiles", owners());
      JsonNode proposed = api.post(IMPORTS + "/" + id + "/proposal", body);
      out.printf("%,d keys wait for a second person%n", proposed.path("keys").size());
    }

    private List<Map<String, String>> owners() throws ApiException, ImportException {
      var owners = new ArrayList<Map<String, String>>();
      new CsvFile(map, ',')
          .read(
              new CsvFile.Reading() {
                @Override
                public void header(List<String> names) throws ImportException {
                  if (!names.containsAll(List.of("from", "to"))) {
                    throw new ImportException("the file has no columns from and to");
                  }
                }

                @Override
                public void row(Row row) {
                  owners.add(Map.of("from", row.value("from"), "to", row.value("to")));
                }
              });
      return owners;
    }
  }

  /** The second person's part. */
  @Command(
      name = "confirm",
      mixinStandardHelpOptions = true,
      description = "Confirms somebody else's proposal: all of its keys are imported, or none.")
  static final class Confirm extends Calling {
    @Parameters(index = "0", paramLabel = "IMPORT", description = "Its id: imp_…")
    private String id = "";

    @Parameters(
        index = "1",
        paramLabel = "STATEMENT",
        description = "What the other vault says of the keys, a day old at most (JSON).")
    private Path statement = Path.of("");

    Confirm(Map<String, String> env, InstantSource clock) {
      super(env, clock);
    }

    @Override
    void run(LetheApi api, PrintWriter out) throws ApiException, IOException {
      var body = Map.of("statement", Files.readString(statement));
      JsonNode done = api.post(IMPORTS + "/" + id + "/confirmation", body);
      out.printf(
          "%,d keys imported, %,d were here already%n",
          done.path("imported").asInt(), done.path("present").asInt());
    }
  }
}
