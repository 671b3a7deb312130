package dev.lethe.cli;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import dev.lethe.cli.load.ImportException;
import dev.lethe.cli.load.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives keys to one recipient outside of the vault. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Gives profiles' keys, wrapped, to one recipient: two persons, one file.")
final class KeysExportCommand {
  private static final String EXPORTS = "/api/v1/keys/exports";

  /** The first person's part. */
  @Command(
      name = "propose",
      mixinStandardHelpOptions = true,
      description =
          "Proposes that the keys of profiles leave the vault, and prints the export's id.")
  static final class Propose extends Calling {
    @ArgGroup(multiplicity = "1")
    private Profiles profiles = new Profiles();

    /** Named one by one, or in a file. */
    static final class Profiles {
      @Option(names = "--profile", paramLabel = "PRF", description = "Whose keys; repeat it.")
      private List<String> named = new ArrayList<>();

      @Option(
          names = "--profiles",
          paramLabel = "FILE",
          description = "A file of profile ids, one a line.")
      private @Nullable Path file;

      private List<String> all() throws IOException {
        return file == null
            ? named
            : Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
      }
    }

    @Option(
        names = "--recipient",
        required = true,
        paramLabel = "PEM",
        description = "The recipient's X25519 public key.")
    private Path recipient = Path.of("");

    @Option(
        names = "--hold",
        paramLabel = "TEXT",
        description = "The legal hold, without which a pending erasure is not touched.")
    private @Nullable String hold;

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
        description = "Until when they may be used, such as 2027-01-01T00:00:00Z.")
    private String expires = "";

    Propose(Map<String, String> env, InstantSource clock) {
      super(env, clock);
    }

    @Override
    void run(LetheApi api, PrintWriter out) throws ApiException, IOException {
      var body = new LinkedHashMap<String, Object>();
      body.put("profiles", profiles.all());
      body.put("reason", reason);
      body.put("recipient_public_key", Files.readString(recipient));
      body.put("expires_at", expires);
      if (hold != null) {
        body.put("hold", hold);
      }
      out.println(api.post(EXPORTS, body).path("id").asText());
    }
  }

  /** What an export answers, kept in a file that only its owner may read. */
  abstract static class Fetch extends Calling {
    @Parameters(paramLabel = "EXPORT", description = "Its id: exp_…")
    private String export = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new file.")
    private Path file = Path.of("");

    private final String what;

    Fetch(Map<String, String> env, InstantSource clock, String what) {
      super(env, clock);
      this.what = what;
    }

    @Override
    void run(LetheApi api, PrintWriter out) throws ApiException, ImportException, IOException {
      String signed = api.postForText(EXPORTS + "/" + export + "/" + what, Map.of());
      WholeFile.write(file, to -> to.write(signed));
    }
  }

  /** The second person's part. */
  @Command(
      name = "confirm",
      mixinStandardHelpOptions = true,
      description = "Confirms somebody else's proposal and writes the signed file of wrapped keys.")
  static final class Confirm extends Fetch {
    Confirm(Map<String, String> env, InstantSource clock) {
      super(env, clock, "confirmation");
    }
  }

  /** What became of the keys since. */
  @Command(
      name = "statement",
      mixinStandardHelpOptions = true,
      description = "Writes the signed statement of which exported keys live now, for an import.")
  static final class Statement extends Fetch {
    Statement(Map<String, String> env, InstantSource clock) {
      super(env, clock, "statement");
    }
  }
}
