package dev.lethe.service.key;

import dev.lethe.cryptovault.hold.HeldKeys;
import dev.lethe.cryptovault.hold.HeldTerms;
import dev.lethe.cryptovault.hold.HoldException;
import dev.lethe.cryptovault.hold.KeyStatement;
import dev.lethe.service.key.TrustedVaults.Signed;
import dev.lethe.service.vault.KeyImport.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Whether keys come from a vault that is trusted and that still has every one of them. */
@ApplicationScoped
class KeySources {
  private static final Duration OLDEST = Duration.ofHours(24);
  // Between the clocks of two vaults.
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final TrustedVaults vaults;
  private final InstantSource clock;

  KeySources(TrustedVaults vaults, InstantSource clock) {
    this.vaults = vaults;
    this.clock = clock;
  }

  /** A file that a trusted vault has signed. */
  Signed file(String text) {
    try {
      return vaults.read(text).orElseThrow(() -> ImportProblems.refused(Refusal.SIGNER, null));
    } catch (IllegalArgumentException e) {
      throw ImportProblems.refused(Refusal.FILE, null);
    }
  }

  /** What the file says of itself; as all of this throws a problem where it is of no use. */
  static HeldTerms terms(Signed file) {
    try {
      return HeldTerms.of(file.statement());
    } catch (HoldException e) {
      throw ImportProblems.refused(Refusal.FILE, null);
    }
  }

  /**
   * Requires that the vault that signed the file has stated, after the export and at most a day
   * ago, that every key of it lives.
   */
  void requireLive(Signed file, String statement) {
    var terms = terms(file);
    var stated = statement(statement, file.signer());
    var now = clock.instant();
    if (!stated.export().equals(terms.export())
        || !stated.tenant().equals(terms.tenant())
        || stated.statedAt().isBefore(terms.exportedAt())
        || stated.statedAt().isBefore(now.minus(OLDEST))
        || stated.statedAt().isAfter(now.plus(AHEAD))) {
      throw ImportProblems.refused(Refusal.STATEMENT, null);
    }
    var dead =
        HeldKeys.ids(file.statement()).stream()
            .filter(key -> !KeyStatement.LIVE.equals(stated.states().get(key)))
            .findFirst();
    if (dead.isPresent()) {
      throw ImportProblems.refused(Refusal.NOT_LIVE, dead.get());
    }
  }

  private KeyStatement statement(String text, String signer) {
    try {
      Optional<Signed> signed = vaults.read(text);
      if (signed.isPresent() && signed.get().signer().equals(signer)) {
        return KeyStatement.of(signed.get().statement());
      }
    } catch (IllegalArgumentException | HoldException e) {
      // Told as any other statement that is of no use.
    }
    throw ImportProblems.refused(Refusal.STATEMENT, null);
  }
}
