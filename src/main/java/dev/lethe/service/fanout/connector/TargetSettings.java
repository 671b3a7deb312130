package dev.lethe.service.fanout.connector;

import java.util.Map;
import java.util.Optional;

/**
 * How one target is reached; never prints its values, for passwords are among them.
 *
 * @param name name of the target
 * @param values the keys under {@code lethe.targets.<name>}
 */
public record TargetSettings(String name, Map<String, String> values) {

  public TargetSettings {
    values = Map.copyOf(values);
  }

  /** The value of a key without which the target cannot be reached. */
  public String required(String key) {
    return optional(key)
        .orElseThrow(() ->
            ConnectorException.permanent(
                "target %s lacks lethe.targets.%s.%s".formatted(name, name, key), null));
  }

  /** The value of a key, if it is set and not blank. */
  public Optional<String> optional(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
  }

  @Override
  public String toString() {
    return "TargetSettings[" + name + "]";
  }
}
