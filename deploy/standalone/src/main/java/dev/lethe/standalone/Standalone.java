package dev.lethe.standalone;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.LaunchException;
import dev.lethe.standalone.home.Options;
import dev.lethe.standalone.process.ProcessMark;
import dev.lethe.standalone.process.StaleParts;
import dev.lethe.standalone.process.Termination;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The launcher behind make run: every server Lethe needs, started and stopped as one. */
public final class Standalone {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(150);

  private Standalone() {}

  /**
   * Runs or stops the stack; ends with code 0 after an ordered stop, and with code 1 and one
   * sentence on any failure.
   */
  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.SEVERE);
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean terminal = System.console() != null && System.console().isTerminal();
    var console = new Console(out, terminal);
    try {
      Options options = Options.parse(List.of(args), System.getenv());
      switch (options.command()) {
        case RUN -> new Launch(options, console, new SecureRandom()).run();
        case STOP -> stop(options, console);
      }
    } catch (LaunchException e) {
      console.say(e.getMessage() == null ? "The start failed." : e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      console.say("The start failed: " + e);
      System.exit(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      System.exit(1);
    }
  }

  private static void stop(Options options, Console console) throws IOException {
    Home home = Home.open(options.home());
    Optional<ProcessHandle> launcher =
        ProcessMark.read(home.pidFile("launcher")).flatMap(ProcessMark::living);
    if (launcher.isPresent()) {
      launcher.get().destroy();
      if (!Termination.endsWithin(launcher.get(), STOP_LIMIT)) {
        throw new LaunchException(
            "Lethe (process %d) did not stop within %d s. Its logs are in %s."
                .formatted(launcher.get().pid(), STOP_LIMIT.toSeconds(), home.logs()));
      }
      console.say("Lethe has stopped.");
      return;
    }
    List<String> stale = StaleParts.stop(home);
    console.say(
        stale.isEmpty()
            ? "Lethe was not running on " + home.root() + "."
            : "Stopped what a killed run left: " + String.join(", ", stale) + ".");
  }
}
