package dev.lethe.service.quarantine;

/**
 * An event that is held back, opened.
 *
 * @param seq its place among all entries
 * @param event as it was sent: personal data of somebody erased
 */
public record HeldEvent(EntryId id, long seq, byte[] event) {
  /** Names the entry, never what it holds. */
  @Override
  public String toString() {
    return "HeldEvent[" + id + "]";
  }
}
