package dev.lethe.standalone.home;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line and the environment ask for; a word that is not understood is refused.
 *
 * @param command what to do
 * @param home folder of all data, settings and logs
 * @param project root of the checkout, where the service was built
 * @param cache folder for what is unpacked once per machine
 * @param readyFile written when everything is up, or null
 * @param portOffset how far every port is moved up
 * @param throwaway a run that leaves no start-up cache behind
 * @param withService false when the service is run by somebody else, as by live reload
 * @param seed whether an empty home gets its first people and requests
 */
public record Options(
    Command command,
    Path home,
    Path project,
    Path cache,
    int portOffset,
    @Nullable Path readyFile,
    boolean throwaway,
    boolean withService,
    boolean seed) {

  /** What the launcher can be asked to do. */
  public enum Command {
    RUN,
    STOP
  }

  static final String USAGE =
      """
      Usage: standalone [run|stop] [--home DIR] [--project DIR] [--port-offset N|auto] [--ready-file FILE] [--throwaway] [--without-service]
        --home DIR         data, settings and logs (default: .lethe, or LETHE_HOME)
        --project DIR      root of the built checkout (default: the working directory)
        --port-offset N    moves every port up by N (default: 0, or LETHE_PORT_OFFSET); auto finds free ones
        --ready-file FILE  written when everything is up: addresses, ports, secrets for scripts, process id
        --throwaway        records no start-up cache, for runs on a folder that is deleted afterwards
        --without-service  writes the service's settings, but leaves it to live reload
      """;

  public static Options parse(List<String> args, Map<String, String> env) {
    var draft = new Draft(env);
    Deque<String> words = new ArrayDeque<>(args);
    while (!words.isEmpty()) {
      draft.take(words.removeFirst(), words);
    }
    return draft.finish(env);
  }

  public Ports ports() {
    return Ports.shiftedBy(portOffset);
  }

  public Path serviceJar() {
    return project.resolve("target/quarkus-app/quarkus-run.jar");
  }

  private static final class Draft {
    private Command command = Command.RUN;
    private String home;
    private String project = "";
    private String offset;
    private @Nullable Path readyFile;
    private boolean throwaway;
    private boolean withService = true;

    Draft(Map<String, String> env) {
      home = env.getOrDefault("LETHE_HOME", "");
      offset = env.getOrDefault("LETHE_PORT_OFFSET", "0");
    }

    void take(String word, Deque<String> rest) {
      switch (word) {
        case "run" -> command = Command.RUN;
        case "stop" -> command = Command.STOP;
        case "--home" -> home = valueOf(word, rest);
        case "--project" -> project = valueOf(word, rest);
        case "--port-offset" -> offset = valueOf(word, rest);
        case "--ready-file" -> readyFile = absolute(valueOf(word, rest));
        case "--throwaway" -> throwaway = true;
        case "--without-service" -> withService = false;
        default -> throw new LaunchException("Unknown option: " + word + "\n" + USAGE);
      }
    }

    Options finish(Map<String, String> env) {
      Path root = absolute(project);
      Path folder = home.isBlank() ? root.resolve(".lethe") : absolute(home);
      boolean seed = !env.getOrDefault("LETHE_SEED", "1").equals("0");
      return new Options(
          command,
          folder,
          root,
          cacheFrom(env),
          offset(cacheFrom(env)),
          readyFile,
          throwaway,
          withService,
          seed && withService);
    }

    private static String valueOf(String word, Deque<String> rest) {
      String value = rest.pollFirst();
      if (value == null || value.isBlank()) {
        throw new LaunchException("The option " + word + " needs a value.\n" + USAGE);
      }
      return value;
    }

    private static Path cacheFrom(Map<String, String> env) {
      String chosen = env.getOrDefault("LETHE_CACHE", "");
      return chosen.isBlank()
          ? absolute(env.getOrDefault("HOME", "")).resolve(".cache/lethe")
          : absolute(chosen);
    }

    private static Path absolute(String path) {
      return Path.of(path).toAbsolutePath().normalize();
    }

    private int offset(Path cache) {
      try {
        if (offset.equals("auto")) {
          return FreeOffset.reserve(cache);
        }
        return Integer.parseInt(offset.isBlank() ? "0" : offset);
      } catch (NumberFormatException e) {
        throw new LaunchException("The port offset must be a number, not '" + offset + "'.", e);
      } catch (IOException e) {
        throw new LaunchException("The cache folder " + cache + " cannot be written.", e);
      }
    }
  }
}
