package dev.lethe.standalone;

import dev.lethe.standalone.home.DemoUser;
import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.Options;
import dev.lethe.standalone.home.Ports;
import dev.lethe.standalone.part.ServicePart;
import java.nio.file.Files;
import java.util.Locale;

/** The last lines of a start: where to go, and who may sign in. */
final class Welcome {
  private final Options options;
  private final Home home;
  private final Console console;

  Welcome(Options options, Home home, Console console) {
    this.options = options;
    this.home = home;
    this.console = console;
  }

  void say() {
    Ports ports = options.ports();
    console.say("");
    console.say(
        String.format(
            Locale.ROOT,
            "Lethe is up after %.1f s: %s",
            Console.seconds(console.elapsed()),
            ServicePart.url(ports)));
    console.say("");
    console.say("  sign in as  password         who");
    for (DemoUser user : DemoUser.values()) {
      console.say("  %-11s %-16s %s".formatted(user.login(), user.password(), user.duty()));
    }
    console.say("  %-11s %-16s %s".formatted("pipeline", "", "machines: client lethe-pipeline,"));
    console.say(
        "  %-11s %-16s %s".formatted("", "", "secret client.pipeline in " + home.secrets()));
    console.say("");
    if (Files.exists(home.samplePerson())) {
      console.say("Record a deletion for a made-up person: the email in " + home.samplePerson());
    }
    console.say(
        "Data, settings and logs: " + home.root() + ". Ctrl-C or make stop ends everything.");
  }
}
