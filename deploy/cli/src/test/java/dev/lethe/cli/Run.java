package dev.lethe.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;

/** One run of the command, with what it said. */
record Run(int exit, String out, String err) {

  static Run lethe(Map<String, String> env, Object... args) {
    CommandLine command = Lethe.commandLine(env, InstantSource.system());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    int exit = command.execute(words);
    return new Run(exit, out.toString(), err.toString());
  }
}
