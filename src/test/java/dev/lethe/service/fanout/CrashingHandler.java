package dev.lethe.service.fanout;

import java.util.Set;

/** A handler whose process dies once, at a chosen place around the real handler's work. */
final class CrashingHandler implements StageHandler {
  private final StageHandler real;
  private final Stage stage;
  private final Point point;
  private boolean crashed;

  CrashingHandler(StageHandler real, Stage stage, Point point) {
    this.real = real;
    this.stage = stage;
    this.point = point;
  }

  /** Where the process dies. */
  enum Point {
    /** The intent is written, nothing is done. */
    BEFORE_THE_EFFECT,
    /** It is done, nothing is written down. */
    AFTER_THE_EFFECT,
    /** It is done and half written down. */
    WHILE_RECORDING
  }

  /** The process is gone; nothing in it may react. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  boolean crashed() {
    return crashed;
  }

  @Override
  public Set<Stage> stages() {
    return real.stages();
  }

  @Override
  public Recording perform(Work work) throws StageTrouble {
    if (work.stage() != stage || crashed) {
      return real.perform(work);
    }
    if (point == Point.BEFORE_THE_EFFECT) {
      throw die();
    }
    Recording recording = real.perform(work);
    if (point == Point.AFTER_THE_EFFECT) {
      throw die();
    }
    return () -> {
      recording.write();
      throw die();
    };
  }

  private Death die() {
    crashed = true;
    return new Death();
  }
}
