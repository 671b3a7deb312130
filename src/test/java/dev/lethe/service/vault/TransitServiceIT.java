package dev.lethe.service.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.testing.OpenBaoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with its root keys in the transit engine of a real OpenBao. */
class TransitServiceIT {
  @TempDir Path folder;

  @Test
  void serviceServesChangesItsEpochErasesAndRefusesWithItsTransitServer() throws Exception {
    try (var bao = OpenBaoServer.in(folder)) {
      var token = bao.giveToken(Duration.ofMinutes(5));
      try (var service = new ServiceOnRootStore("transit-service", bao.settings(), Map.of())) {
        service.process.start();
        service.awaitReady("UP");
        var erased = service.customer();
        var kept = service.customer();
        service.assertReveals(kept);
        service.erase(erased);
        service.assertErased(erased);

        operatorIsTold(service, bao, token);
        assertThat(bao.hasKey("lethe.default.epoch.1")).isTrue();
        service.stopForADay();
        startWhileTheServerIsSilent(service, bao, kept);
        service.awaitSecondEpoch();
        assertThat(bao.hasKey("lethe.default.epoch.1")).isFalse();
        assertThat(bao.hasKey("lethe.default.epoch.2")).isTrue();
        assertThat(bao.hasKey("lethe.default.destroyed.1")).isTrue();

        // Nobody has used these keys since the start.
        bao.seal();
        service.assertRefuses(kept);
        service.awaitAlarm(VaultAlarm.ROOT_STORE_UNREACHABLE, true);
        service.awaitReady("DOWN");
        bao.unseal();
        service.awaitReady("UP");
        service.assertReveals(kept);
        service.assertErased(erased);
        service.assertLogHoldsNoSecret();
      }
    }
  }

  private static void operatorIsTold(ServiceOnRootStore service, OpenBaoServer bao, String first)
      throws Exception {
    service.awaitAlarm(VaultAlarm.SIGN_IN_ENDS_SOON, true);
    bao.letOthersReadTheToken(true);
    service.awaitAlarm(VaultAlarm.SECRET_FILE_OPEN_TO_OTHERS, true);
    bao.letOthersReadTheToken(false);
    var second = bao.giveToken(Duration.ofHours(2));
    service.awaitAlarm(VaultAlarm.SIGN_IN_ENDS_SOON, false);
    service.awaitAlarm(VaultAlarm.SECRET_FILE_OPEN_TO_OTHERS, false);
    bao.revoke(first);
    bao.revoke(second);
    service.awaitAlarm(VaultAlarm.ROOT_STORE_UNREACHABLE, true);
    assertThat(service.process.vault().getString("status")).isEqualTo("DOWN");
    bao.giveToken(Duration.ofHours(2));
    service.awaitAlarm(VaultAlarm.ROOT_STORE_UNREACHABLE, false);
    service.awaitReady("UP");
  }

  private static void startWhileTheServerIsSilent(
      ServiceOnRootStore service, OpenBaoServer bao, ServiceOnRootStore.Customer kept)
      throws Exception {
    bao.signal("STOP");
    service.process.start();
    service.awaitReady("DOWN");
    service.awaitReason("the transit server is not reached");
    service.assertRefuses(kept);
    bao.signal("CONT");
    service.awaitReady("UP");
  }
}
