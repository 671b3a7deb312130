package dev.lethe.standalone.part;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments that bin/kc.sh would give to java. Starting java ourselves leaves one process less
 * between us and the server, so that a signal reaches it and its start-up cache can be named.
 */
final class KeycloakCommand {
  private static final List<String> JVM =
      List.of(
          "-Xms64m",
          "-Xmx384m",
          "-XX:+UseSerialGC",
          // The demo's few sign-ins never earn back what the second compiler costs at start.
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "-Dfile.encoding=UTF-8",
          "-Duser.language=en",
          "-Duser.country=US",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
          "-Dpicocli.disable.closures=true");

  private KeycloakCommand() {}

  static List<String> arguments(Path programFolder, Path dataFolder, int port) {
    var line = new ArrayList<>(JVM);
    line.add("-Dkc.home.dir=" + dataFolder);
    line.add("-Djboss.server.config.dir=" + dataFolder.resolve("conf"));
    line.addAll(List.of("-cp", programFolder.resolve("lib/quarkus-run.jar").toString()));
    line.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    line.addAll(List.of("start", "--optimized", "--import-realm", "--http-enabled=true"));
    line.addAll(List.of("--http-host=127.0.0.1", "--http-port=" + port));
    line.add("--hostname=http://127.0.0.1:" + port);
    return line;
  }
}
