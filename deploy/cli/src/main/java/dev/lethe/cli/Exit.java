package dev.lethe.cli;

/** What the exit code of a command says. Scripts rely on these numbers. */
final class Exit {
  /** Everything was done and is right. */
  static final int DONE = 0;

  /** It was done, and the answer is no: gaps, an invalid receipt, rejected rows, a wrong file. */
  static final int NOT_RIGHT = 1;

  /** The command line or the settings cannot be understood. */
  static final int USAGE = 2;

  /** Lethe or the sign-in service was not reached, or refused. */
  static final int SERVICE = 3;

  /** A file on this machine cannot be read or written. */
  static final int FILE = 4;

  private Exit() {}
}
