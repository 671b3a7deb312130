package dev.lethe.service.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Everything that is logged while it is open, with parameters and exceptions. */
public final class LogCapture extends Handler implements AutoCloseable {
  private final StringBuffer text = new StringBuffer();

  public LogCapture() {
    setLevel(Level.ALL);
    Logger.getLogger("").addHandler(this);
  }

  @Override
  public void publish(LogRecord entry) {
    text.append(entry instanceof ExtLogRecord ext ? ext.getFormattedMessage() : entry.getMessage())
        .append('\n');
    if (entry.getThrown() != null) {
      var trace = new StringWriter();
      entry.getThrown().printStackTrace(new PrintWriter(trace));
      text.append(trace).append('\n');
    }
  }

  public String text() {
    return text.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
