package dev.lethe.service.fanout;

/** Describes an exception for the log without its text, which may quote a value. */
final class Traces {
  private static final int FRAMES = 8;

  private Traces() {}

  static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      text.append(t.getClass().getName());
      StackTraceElement[] frames = t.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
        text.append("\n  at ").append(frames[i]);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
