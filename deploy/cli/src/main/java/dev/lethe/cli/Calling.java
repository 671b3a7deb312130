package dev.lethe.cli;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import dev.lethe.cli.load.ImportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command needs that calls Lethe and prints a little. */
abstract class Calling implements Callable<Integer> {
  @Mixin private final Connection connection;

  @Spec private CommandSpec spec = CommandSpec.create();

  Calling(Map<String, String> env, InstantSource clock) {
    this.connection = new Connection(env, clock);
  }

  abstract void run(LetheApi api, PrintWriter out)
      throws ApiException, ImportException, IOException;

  @Override
  public Integer call() throws ApiException, ImportException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    run(connection.api(), out);
    out.flush();
    return Exit.DONE;
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
