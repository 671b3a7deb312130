package dev.lethe.service.fanout.connector;

import java.util.Map;

/**
 * The connector did not do what was asked, or stopped short of it, for a reason a person must
 * settle.
 *
 * @param detail a sentence for that person; never personal data
 * @param evidence what had been done until then; empty when nothing was touched
 */
public record Refused(RefusalReason reason, String detail, Map<String, Object> evidence)
    implements Located, Exported, Erased, Verified {

  public Refused {
    evidence = Map.copyOf(evidence);
  }

  /** A refusal before anything was touched. */
  public Refused(RefusalReason reason, String detail) {
    this(reason, detail, Map.of());
  }
}
