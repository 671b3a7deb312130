package dev.lethe.service.fanout;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The targets in memory, and an engine that only moves when the test moves it. */
public final class IdleEngineSettings implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(new MemoryTargetSettings().start());
    settings.put("lethe.fanout.enabled", "false");
    return settings;
  }

  @Override
  public void stop() {}
}
