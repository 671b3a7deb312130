package dev.lethe.service.fanout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the engine works. */
@ConfigMapping(prefix = "lethe.fanout")
public interface FanoutConfig {
  /** Whether this process works on executions; one that only answers the API does not. */
  @WithDefault("true")
  boolean enabled();

  /** How often the engine looks for due work when nothing wakes it. */
  @WithDefault("PT1S")
  Duration poll();

  /** How long tasks for one asset wait for others to join their batch. */
  @WithDefault("PT0.2S")
  Duration gather();

  /** How long a batch belongs to a worker that does not report. */
  @WithDefault("PT30S")
  Duration lease();

  /** Attempts before a person is asked. */
  @WithDefault("6")
  int attempts();

  /** Pause after the first failed attempt; doubles with each further one, up to an hour. */
  @WithDefault("PT2S")
  Duration backOff();

  /** Batches worked on at the same time. */
  @WithDefault("8")
  int workers();

  /** Requests in one batch at most. */
  @WithDefault("500")
  int batchSize();

  /** How many times a dry run's count a batch may touch. */
  @WithDefault("2.0")
  double guardFactor();

  /** Rows that a batch may touch beyond that. */
  @WithDefault("100")
  long guardSlack();

  /** Days that an owner has to retrain or retire a marked model. */
  @WithDefault("30")
  int retrainDays();
}
