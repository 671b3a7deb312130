package dev.lethe.service.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.testing.SoftHsmToken;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with its root keys in a real SoftHSM. */
class Pkcs11ServiceIT {
  @TempDir Path folder;

  @Test
  void serviceServesChangesItsEpochErasesAndRefusesWithItsToken() throws Exception {
    var token = SoftHsmToken.in(folder);
    try (var service =
        new ServiceOnRootStore("pkcs11-service", token.settings(), token.environment())) {
      service.process.start();
      service.awaitReady("UP");
      var erased = service.customer();
      var kept = service.customer();
      var unused = service.customer();
      service.assertReveals(kept);
      service.erase(erased);
      service.assertErased(erased);

      assertThat(token.objects()).isEqualTo(1);
      service.stopForADay();
      startWithoutTokenAndWithAWrongPin(service, token, kept);
      service.awaitSecondEpoch();
      // The second epoch's key, and the mark that the first one is over.
      assertThat(token.objects()).isEqualTo(2);
      service.assertReveals(kept);
      service.assertErased(erased);

      token.takeAway();
      service.assertRefuses(unused);
      // SoftHSM shows a process an empty token then, for ever.
      service.awaitAlarm(VaultAlarm.ROOT_KEY_MISSING, true);
      service.awaitReady("DOWN");
      service.assertLogHoldsNoSecret();
    }
  }

  private static void startWithoutTokenAndWithAWrongPin(
      ServiceOnRootStore service, SoftHsmToken token, ServiceOnRootStore.Customer kept)
      throws Exception {
    token.takeAway();
    token.writePin("marked-wrong-pin");
    service.process.start();
    service.awaitAlarm(VaultAlarm.ROOT_STORE_UNREACHABLE, true);
    service.awaitReason("library or its slot cannot be used");
    service.assertRefuses(kept);
    token.putBack();
    service.awaitReason("refuses the PIN");
    service.assertRefuses(kept);
    token.writePin(SoftHsmToken.PIN);
    service.awaitReady("UP");
    service.awaitAlarm(VaultAlarm.ROOT_STORE_UNREACHABLE, false);
  }
}
