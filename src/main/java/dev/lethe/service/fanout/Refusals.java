package dev.lethe.service.fanout;

import dev.lethe.service.fanout.connector.Refused;
import java.util.Locale;

/** Puts a connector's refusal before a person. */
final class Refusals {
  private Refusals() {}

  static StageTrouble asTrouble(Refused refused) {
    String reason = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return StageTrouble.needsPerson("The target refused (" + reason + "): " + refused.detail());
  }
}
