package dev.lethe.cli;

/** The {@code lethe} command. */
public final class Lethe {
  private Lethe() {}
}
