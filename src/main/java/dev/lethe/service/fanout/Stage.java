package dev.lethe.service.fanout;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The stages of an execution, in the order in which a request passes them. */
public enum Stage {
  /** Hides the person everywhere we serve: keys frozen, late data suppressed. Reversible. */
  FREEZE,
  /** Counts what every data target holds, and notes in which data versions the person was live. */
  LOCATE,
  /** Finds the models that learned from those data versions, while the versions still exist. */
  LOCATE_MODELS,
  /** Destroys the keys. From here on there is no way back. */
  SHRED,
  /** Erases in every target and marks models. */
  ERASE,
  /** Probes every target by another road. */
  VERIFY,
  /** Deletes the profiles. */
  DELETE_PROFILES,
  /** Copies the person's rows out of every target. */
  EXPORT,
  /** Makes the access package. */
  PACKAGE,
  /** States and signs the receipt. */
  RECEIPT,
  /** Closes the request. */
  COMPLETE,
  /** Takes the freeze back after a withdrawal. */
  UNDO;

  private static final List<Stage> OF_ERASURE =
      List.of(
          FREEZE, LOCATE, LOCATE_MODELS, SHRED, ERASE, VERIFY, DELETE_PROFILES, RECEIPT, COMPLETE);
  private static final List<Stage> OF_ACCESS = List.of(EXPORT, PACKAGE, RECEIPT, COMPLETE);

  /** Returns the first stage of an execution. */
  static Stage first(ExecutionKind kind) {
    return stages(kind).getFirst();
  }

  /** Returns the stage after this one, if there is one. */
  Optional<Stage> next(ExecutionKind kind) {
    List<Stage> stages = stages(kind);
    int next = stages.indexOf(this) + 1;
    return this == UNDO || next == stages.size() ? Optional.empty() : Optional.of(stages.get(next));
  }

  /** Returns the plan's actions that this stage works on; empty for stages of the whole request. */
  Set<StepAction> actions() {
    return switch (this) {
      case LOCATE -> Set.of(StepAction.ERASE);
      case LOCATE_MODELS -> Set.of(StepAction.MARK);
      case ERASE, VERIFY -> Set.of(StepAction.ERASE, StepAction.MARK);
      case EXPORT -> Set.of(StepAction.EXPORT);
      case FREEZE, SHRED, DELETE_PROFILES, PACKAGE, RECEIPT, COMPLETE, UNDO -> Set.of();
    };
  }

  /** Returns the plan's action whose steps show the progress of this whole-request stage. */
  Optional<StepAction> shownAs() {
    return switch (this) {
      case FREEZE -> Optional.of(StepAction.SUPPRESS);
      case SHRED -> Optional.of(StepAction.SHRED);
      case DELETE_PROFILES -> Optional.of(StepAction.DELETE_PROFILES);
      default -> Optional.empty();
    };
  }

  /** Returns whether a withdrawal still holds while this stage runs. */
  boolean reversible() {
    return switch (this) {
      case FREEZE, LOCATE, LOCATE_MODELS, EXPORT, PACKAGE -> true;
      case SHRED, ERASE, VERIFY, DELETE_PROFILES, RECEIPT, COMPLETE, UNDO -> false;
    };
  }

  /** Returns the lane of a task: tasks of one lane are never worked on at the same time. */
  String lane(String request, String target, String asset) {
    if (!actions().isEmpty()) {
      return target + "/" + asset;
    }
    return switch (this) {
      case FREEZE, SHRED, UNDO -> "vault";
      case DELETE_PROFILES -> "profiles";
      default -> "request/" + request;
    };
  }

  /** Returns the word for it in tables and in the log. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Stage of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static List<Stage> stages(ExecutionKind kind) {
    return kind == ExecutionKind.ERASE ? OF_ERASURE : OF_ACCESS;
  }
}
