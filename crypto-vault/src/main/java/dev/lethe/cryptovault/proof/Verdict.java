package dev.lethe.cryptovault.proof;

import java.util.List;

/** What the check of one receipt found; valid when no finding failed. */
public record Verdict(List<Finding> findings) {
  public Verdict {
    findings = List.copyOf(findings);
  }

  /** Tells whether every check passed. */
  public boolean valid() {
    return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.FAILED);
  }
}
