package dev.lethe.service.fanout;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Connects the service to the targets in memory, and makes the engine quick. */
public final class MemoryTargetSettings implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of(
        "lethe.targets.mem-lake.connector", "memory",
        "lethe.targets.mem-features.connector", "memory",
        "lethe.targets.mem-models.connector", "memory",
        "lethe.fanout.poll", "PT0.2S",
        "lethe.fanout.gather", "PT0S",
        "lethe.fanout.back-off", "PT0.05S",
        "lethe.fanout.attempts", "3",
        "lethe.fanout.guard-slack", "5");
  }

  @Override
  public void stop() {}
}
