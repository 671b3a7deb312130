package dev.lethe.cli;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.load.ImportException;
import dev.lethe.cli.load.MappingException;
import dev.lethe.cli.pprl.PprlException;
import dev.lethe.cryptovault.hold.HoldException;
import dev.lethe.cryptovault.root.RootKeyException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The {@code lethe} command. */
@Command(
    name = "lethe",
    mixinStandardHelpOptions = true,
    version = "lethe 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Imports people, matches with a partner, checks catalogs, verifies receipts, keeps root keys.",
    footer = {
      "",
      "Signing in: LETHE_TOKEN, or LETHE_ISSUER with LETHE_CLIENT_ID and LETHE_CLIENT_SECRET.",
      "Ends with 0 done, 1 not right, 2 not understood, 3 service, 4 file."
    })
public final class Lethe {
  private Lethe() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String... args) {
    System.exit(commandLine(System.getenv(), InstantSource.system()).execute(args));
  }

  static CommandLine commandLine(Map<String, String> env, InstantSource clock) {
    CommandLine catalog =
        new CommandLine(new CatalogCommand()).addSubcommand(new CatalogCommand.Load(env, clock));
    CommandLine pprl =
        new CommandLine(new PprlCommand())
            .addSubcommand(new PprlCommand.Encode(clock))
            .addSubcommand(new PprlCommand.Match(clock));
    CommandLine roots =
        new CommandLine(new RootsCommand())
            .addSubcommand(new RootsCommand.Create())
            .addSubcommand(new RootsCommand.Show())
            .addSubcommand(new RootsCommand.Lock());
    return new CommandLine(new Lethe())
        .addSubcommand(new ImportCommand(env, clock))
        .addSubcommand(new RetokenizeCommand(env, clock))
        .addSubcommand(new VerifyCommand())
        .addSubcommand(catalog)
        .addSubcommand(ModelsCommand.commandLine(env, clock))
        .addSubcommand(new BlockingCommand(env, clock))
        .addSubcommand(pprl)
        .addSubcommand(roots)
        .addSubcommand(KeysCommand.commandLine(env, clock))
        .setExecutionExceptionHandler(Lethe::explained);
  }

  private static int explained(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    int code =
        switch (e) {
          case SettingsException s -> Exit.USAGE;
          case MappingException m -> Exit.USAGE;
          case PprlException p -> Exit.USAGE;
          case ApiException a -> Exit.SERVICE;
          case ImportException i -> Exit.FILE;
          case IOException i -> Exit.FILE;
          case HoldException h -> Exit.NOT_RIGHT;
          case RootKeyException r ->
              r.getCause() instanceof IOException ? Exit.FILE : Exit.NOT_RIGHT;
          default -> throw e;
        };
    command.getErr().println("lethe: " + words(e));
    return code;
  }

  private static String words(Exception e) {
    return e instanceof NoSuchFileException missing
        ? "there is no file " + missing.getFile()
        : String.valueOf(e.getMessage());
  }
}
