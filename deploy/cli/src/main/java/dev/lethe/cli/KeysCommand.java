package dev.lethe.cli;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.load.HeldTokens;
import dev.lethe.cli.load.ImportException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.hold.HeldKeys;
import dev.lethe.cryptovault.hold.RecipientSecret;
import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.Receipt;
import dev.lethe.cryptovault.proof.VerifyingKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets keys out of a vault and into one, and opens tokens with those that are out. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Exports keys, imports another vault's, opens tokens with exported ones.")
final class KeysCommand {
  private KeysCommand() {}

  static CommandLine commandLine(Map<String, String> env, InstantSource clock) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(
            new CommandLine(new KeysExportCommand())
                .addSubcommand(new KeysExportCommand.Propose(env, clock))
                .addSubcommand(new KeysExportCommand.Confirm(env, clock))
                .addSubcommand(new KeysExportCommand.Statement(env, clock)))
        .addSubcommand(
            new CommandLine(new KeysImportCommand())
                .addSubcommand(new KeysImportCommand.Open(env, clock))
                .addSubcommand(new KeysImportCommand.Propose(env, clock))
                .addSubcommand(new KeysImportCommand.Confirm(env, clock)))
        .addSubcommand(new OpenHold(clock));
  }

  /** Opens tokens with exported keys. */
  @Command(
      name = "open-hold",
      mixinStandardHelpOptions = true,
      description = {
        "Opens tokens with keys that were exported for a legal hold, without a service or network.",
        "Checks Lethe's signature first, and refuses after the export's end. Tokens of other keys",
        "stay as they are. The new file holds personal data: only its owner may read it."
      })
  static final class OpenHold implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "HOLD", description = "The exported file (JSON).")
    private Path hold = Path.of("");

    @Parameters(
        index = "1",
        paramLabel = "FILE",
        description = "A .csv, .ndjson or .jsonl file with tokens, UTF-8.")
    private Path file = Path.of("");

    @Option(
        names = "--private-key",
        required = true,
        paramLabel = "PEM",
        description = "The recipient's X25519 key (PKCS#8).")
    private Path privateKey = Path.of("");

    @Option(
        names = "--signed-by",
        required = true,
        paramLabel = "PEM",
        description = "Lethe's public key, from a place you trust.")
    private Path signedBy = Path.of("");

    @Mixin private final TokenColumns columns = new TokenColumns();

    @Spec private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;

    OpenHold(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public Integer call() throws ImportException, ApiException, IOException {
      PrintWriter err = spec.commandLine().getErr();
      Receipt signed = signed();
      if (!isSigned(signed)) {
        err.println("lethe: the file of held keys is not signed under the given key");
        return Exit.NOT_RIGHT;
      }
      Json.Obj terms = HeldKeys.terms(signed.statement());
      if (!clock.instant().isBefore(Instant.parse(text(terms, "expires_at")))) {
        err.println("lethe: the export ended at " + text(terms, "expires_at"));
        return Exit.NOT_RIGHT;
      }
      var secret = RecipientSecret.fromPem(Files.readString(privateKey));
      var keys = HeldKeys.open(signed.statement(), secret);
      try (var tokens = new HeldTokens(text(terms, "tenant"), keys, columns.fields())) {
        var counts = tokens.open(file, columns.out(), columns.delimiter());
        spec.commandLine()
            .getOut()
            .printf(
                "%,d records: %,d tokens opened, %,d left as they were%n",
                counts.records(), counts.opened(), counts.left());
        spec.commandLine().getOut().flush();
        return Exit.DONE;
      } finally {
        keys.values().forEach(SecretBytes::close);
      }
    }

    private Receipt signed() throws IOException {
      try {
        return Receipt.parse(Files.readString(hold));
      } catch (IllegalArgumentException e) {
        throw new SettingsException(hold + " is no file of held keys.");
      }
    }

    private boolean isSigned(Receipt signed) throws IOException {
      try {
        return VerifyingKey.fromPem(Files.readString(signedBy))
            .verify(CanonicalJson.bytes(signed.statement()), signed.signature());
      } catch (IllegalArgumentException e) {
        throw new SettingsException(signedBy + " holds no Ed25519 public key in PEM form.");
      }
    }

    private static String text(Json.Obj terms, String name) {
      return terms.get(name).orElse(null) instanceof Json.Str(String value) ? value : "";
    }
  }
}
