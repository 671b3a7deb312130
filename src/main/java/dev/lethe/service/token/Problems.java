package dev.lethe.service.token;

import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.TokenMade;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemType;

/** The problems of single items; none of them tells a value. */
final class Problems {
  static final Problem UNKNOWN_PROFILE =
      Problem.of(ProblemType.NOT_FOUND, "There is no such profile.");
  static final Problem DESTROYED =
      Problem.of(ProblemType.KEY_DESTROYED, "The person's data has been erased.");
  static final Problem FROZEN =
      Problem.of(ProblemType.KEY_FROZEN, "The person's data is about to be erased.");
  static final Problem INVALID_TOKEN =
      Problem.of(
          ProblemType.INVALID_TOKEN,
          "It is damaged, or was made for another field or by another vault.");

  private Problems() {}

  /** The problem of an order that made no token. */
  static Problem of(TokenMade refused) {
    return switch (refused) {
      case TokenMade.Destroyed _ -> DESTROYED;
      case TokenMade.Frozen _ -> FROZEN;
      case TokenMade.Unknown _, TokenMade.Token _ -> UNKNOWN_PROFILE;
    };
  }

  /** The problem of a token that did not open. */
  static Problem of(Opened refused) {
    return switch (refused) {
      case Opened.Destroyed _ -> DESTROYED;
      case Opened.Frozen _ -> FROZEN;
      case Opened.Invalid _, Opened.Value _ -> INVALID_TOKEN;
    };
  }
}
