package dev.lethe.service.fanout.connector;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** The configuration tree {@code lethe.targets.<name>.<key>}. */
@ConfigMapping(prefix = "lethe.targets")
public interface TargetsConfig {

  /** Target name to its keys. */
  @WithParentName
  Map<String, Map<String, String>> targets();
}
