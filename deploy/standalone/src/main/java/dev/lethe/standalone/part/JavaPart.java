package dev.lethe.standalone.part;

import dev.lethe.standalone.process.JavaProgram;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A server that is a Java program. */
abstract class JavaPart implements Part {
  private volatile @Nullable JavaProgram program;

  /** Names the program that {@link #stop} stops, before it is started. */
  JavaProgram stopping(JavaProgram named) {
    program = named;
    return named;
  }

  /** The program, or null before the start. */
  @Nullable JavaProgram program() {
    return program;
  }

  @Override
  public boolean stopsSlowly() throws IOException {
    JavaProgram running = program;
    return running != null && running.isRecording();
  }

  @Override
  public void stop() throws IOException {
    JavaProgram running = program;
    if (running != null) {
      running.stop();
    }
  }
}
