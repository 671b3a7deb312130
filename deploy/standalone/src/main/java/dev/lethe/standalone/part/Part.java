package dev.lethe.standalone.part;

import java.io.IOException;

/**
 * One server of the standalone. Stopping is safe at any moment, also before or during the start.
 */
public interface Part {
  String name();

  /** Returns once the part answers; a part that cannot run here says so instead. */
  Outcome start() throws IOException, InterruptedException;

  void stop() throws IOException;

  /** Whether the next stop takes long for a reason that the person at the terminal should know. */
  default boolean stopsSlowly() throws IOException {
    return false;
  }

  /** How a start went. */
  sealed interface Outcome {}

  /** The part answers at this place. */
  record Ready(String where) implements Outcome {}

  /** The stack goes on without this part, for this reason. */
  record Absent(String why) implements Outcome {}
}
