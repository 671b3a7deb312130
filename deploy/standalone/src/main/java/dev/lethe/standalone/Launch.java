package dev.lethe.standalone;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.HomeLock;
import dev.lethe.standalone.home.LaunchException;
import dev.lethe.standalone.home.Options;
import dev.lethe.standalone.home.OwnerOnlyFile;
import dev.lethe.standalone.home.Ports;
import dev.lethe.standalone.home.Secrets;
import dev.lethe.standalone.part.KeycloakPart;
import dev.lethe.standalone.part.ModelsPart;
import dev.lethe.standalone.part.PostgresPart;
import dev.lethe.standalone.part.RedisPart;
import dev.lethe.standalone.part.ServiceConfig;
import dev.lethe.standalone.part.ServicePart;
import dev.lethe.standalone.process.ChildProcess;
import dev.lethe.standalone.process.OwnClasses;
import dev.lethe.standalone.process.ProcessMark;
import dev.lethe.standalone.process.StaleParts;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** One run of the standalone on one home, from the checks before the start to the ordered stop. */
final class Launch {
  private final Options options;
  private final Console console;
  private final SecureRandom random;
  private final CountDownLatch never = new CountDownLatch(1);
  // A run that ends before it was up has failed, whatever ended it.
  private volatile int exitCode = 1;

  Launch(Options options, Console console, SecureRandom random) {
    this.options = options;
    this.console = console;
    this.random = random;
  }

  /** Runs until a signal or the end of the service; does not return normally before. */
  void run() throws IOException, InterruptedException {
    OwnClasses.load();
    ServicePart.requireBuilt(options);
    Ports ports = options.ports();
    Home home = Home.open(options.home());
    OwnerOnlyFile.createFolder(options.cache());
    try (var _ = HomeLock.acquire(home)) {
      stopStale(home);
      ports.requireFree();
      ProcessMark.of(ProcessHandle.current()).write(home.pidFile("launcher"));
      Secrets secrets = Secrets.loadOrCreate(home.secrets(), random);
      boolean withModels = ModelsPart.isInstalled(options.cache());
      var config = new ServiceConfig(home, ports, secrets, withModels);
      var service = new ServicePart(home, options, config);
      Stack stack = stack(home, secrets, service);
      stopAtTheEnd(home, stack);
      bringUp(home, stack, new ReadyFile(home, options, secrets, config, withModels));
      waitForTheEnd(service, stack);
    }
  }

  private void stopStale(Home home) throws IOException {
    List<String> stale = StaleParts.stop(home);
    if (!stale.isEmpty()) {
      console.say(
          "An earlier run was killed; stopped what it left: " + String.join(", ", stale) + ".");
    }
  }

  private Stack stack(Home home, Secrets secrets, ServicePart service) {
    Ports ports = options.ports();
    var binaries = options.cache().resolve("postgres");
    return new Stack(
        new PostgresPart(home, binaries, ports.postgres(), secrets),
        new RedisPart(home, ports.redis(), secrets),
        service,
        new KeycloakPart(home, options, secrets),
        new ModelsPart(home, options.cache(), ports.models()),
        console);
  }

  private void bringUp(Home home, Stack stack, ReadyFile ready)
      throws IOException, InterruptedException {
    console.say("Starting Lethe on " + home.root());
    console.keepAlive();
    try {
      stack.start();
      OwnerOnlyFile.write(ReadyFile.within(home), ready.render());
      new Seeding(home, options, console).seedOnce();
      if (options.readyFile() != null) {
        OwnerOnlyFile.write(options.readyFile(), ready.render());
      }
      exitCode = 0;
      new Welcome(options, home, console).say();
    } catch (LaunchException e) {
      fail(stack, e);
    }
  }

  private void waitForTheEnd(ServicePart service, Stack stack) throws InterruptedException {
    ChildProcess child = service.child();
    if (child != null) {
      child.onExit().thenRun(() -> fail(stack, child.ended()));
    }
    // Nothing counts this down: the home stays locked until the process itself has ended.
    never.await();
  }

  private void fail(Stack stack, LaunchException problem) {
    if (stack.isStopping()) {
      return;
    }
    exitCode = 1;
    console.quiet();
    console.say(problem.getMessage() == null ? "The start failed." : problem.getMessage());
    System.exit(exitCode);
  }

  private void stopAtTheEnd(Home home, Stack stack) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopNow(home, stack), "stop"));
  }

  // Halting sets the exit code: a stop by Ctrl-C or make stop is a success, not error 130 or 143.
  private void stopNow(Home home, Stack stack) {
    console.quiet();
    console.say("Stopping");
    stack.stop();
    try {
      // Seeding may have been under way; it is no part of the stack, but leaves a mark like one.
      StaleParts.stop(home);
      Files.deleteIfExists(ReadyFile.within(home));
      Files.deleteIfExists(home.pidFile("launcher"));
      if (options.readyFile() != null) {
        Files.deleteIfExists(options.readyFile());
      }
    } catch (IOException e) {
      console.say("A file of this run could not be removed: " + e.getMessage());
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
