package dev.lethe.cli;

import dev.lethe.cryptovault.proof.Finding;
import dev.lethe.cryptovault.proof.ReceiptVerifier;
import dev.lethe.cryptovault.proof.Verdict;
import dev.lethe.cryptovault.proof.VerifyingKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a receipt without the service. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a receipt with nothing but the public key.",
      "Checks its signature, that its numbers add up, and that its log entry leads to the root it",
      "names. Needs no service and no network.",
      "Ends with 0 when the receipt is valid and with 1 when it is not."
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RECEIPT", description = "The receipt (JSON).")
  private Path receipt = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PEM",
      description = "The public key, from a place you trust.")
  private Path key = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Verdict verdict = new ReceiptVerifier(key()).check(Files.readString(receipt));
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : verdict.findings()) {
      out.println(mark(finding.level()) + " " + finding.words());
    }
    out.println(verdict.valid() ? "The receipt is valid." : "The receipt is NOT valid.");
    out.flush();
    return verdict.valid() ? Exit.DONE : Exit.NOT_RIGHT;
  }

  private VerifyingKey key() throws IOException {
    try {
      return VerifyingKey.fromPem(Files.readString(key));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(key + " holds no Ed25519 public key in PEM form.");
    }
  }

  private static String mark(Finding.Level level) {
    return switch (level) {
      case PASSED -> "ok    ";
      case NOTED -> "note  ";
      case FAILED -> "FAILED";
    };
  }
}
