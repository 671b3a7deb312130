package dev.lethe.service.vault;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the vault is open and finds its root key; says why it is not, and which alarms there
 * are.
 */
@Readiness
class VaultReadiness implements HealthCheck {
  private final VaultDoor door;
  private final VaultWatch watch;

  VaultReadiness(VaultDoor door, VaultWatch watch) {
    this.door = door;
    this.watch = watch;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("vault").status(door.isOpen() && watch.opensKeys());
    if (!door.isOpen()) {
      answer.withData("reason", door.reason());
    }
    watch.alarms().forEach(alarm -> answer.withData(alarm.code(), true));
    return answer.build();
  }
}
