package dev.lethe.service.key;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.KeyImport;
import dev.lethe.service.vault.KeyImport.Outcome;
import dev.lethe.service.vault.KeyImport.Refusal;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is answered where keys are not imported. */
final class ImportProblems {
  private ImportProblems() {}

  static KeyImport done(Outcome outcome) {
    if (outcome instanceof Outcome.Done(KeyImport now)) {
      return now;
    }
    throw problem(outcome);
  }

  private static ProblemException problem(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Unknown _ -> notFound();
      case Outcome.SamePerson _ ->
          new ProblemException(
              ProblemType.FOUR_EYES,
              "You cannot confirm this: you proposed it. Ask a second person.");
      case Outcome.Over _ ->
          new ProblemException(
              ProblemType.WRONG_STATE,
              "It has ended, or somebody has done this already; begin another import.");
      case Outcome.Empty _ ->
          new ProblemException(ProblemType.WRONG_STATE, "No file has been proposed yet.");
      case Outcome.Refused(Refusal why, KeyId key) -> refused(why, key);
      case Outcome.Done _ -> throw new IllegalStateException("this was not refused");
    };
  }

  static ProblemException notFound() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such import.");
  }

  static ProblemException refused(Refusal why, @Nullable KeyId key) {
    var facts = new HashMap<String, Object>();
    facts.put("why", why.name().toLowerCase(Locale.ROOT));
    if (key != null) {
      facts.put("key", key.toString());
    }
    return new ProblemException(ProblemType.IMPORT_REFUSED, words(why), facts);
  }

  private static String words(Refusal why) {
    return switch (why) {
      case FILE -> "The file is not whole, was changed, or was not wrapped for this import.";
      case SIGNER -> "No vault that is trusted here has signed the file.";
      case TENANT -> "Tokens of another tenant never open here.";
      case EXPIRED -> "The export has expired.";
      case MAPPING -> "Name a profile of this vault for each profile of the file, and no other.";
      case DESTROYED -> "A key was destroyed here; nothing brings it back.";
      case PROFILE -> "A profile that keys are to hang on is erased, or its erasure is pending.";
      case OTHER_BYTES -> "A key of this id is here already and is another one.";
      case OTHER_PROFILE -> "A key is here already and hangs on another profile.";
      case STATEMENT ->
          "The statement is not of this export and its vault, or not made in the last 24 hours.";
      case NOT_LIVE -> "The vault that the keys come from does not say that all of them live.";
    };
  }
}
