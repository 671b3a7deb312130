package dev.lethe.service.policy;

import dev.lethe.service.web.IdKind;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.UUID;

/** Ids of what people decide about reveals. */
final class Ids {
  static final IdKind STOP = new IdKind("stp_");
  static final IdKind BREAK_GLASS = new IdKind("bgl_");
  static final IdKind PROPOSAL = new IdKind("tpp_");

  private Ids() {}

  /** Reads an id that a caller sent; what is none names nothing. */
  static UUID parse(IdKind kind, String text) {
    try {
      return kind.parse(text);
    } catch (IllegalArgumentException e) {
      throw nothing();
    }
  }

  static ProblemException nothing() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is nothing of this id.");
  }
}
