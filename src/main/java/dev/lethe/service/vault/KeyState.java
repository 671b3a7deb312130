package dev.lethe.service.vault;

/** Whether a data key can be used. */
public enum KeyState {
  ACTIVE,
  /** Refuses every use until it is thawed or destroyed. */
  FROZEN,
  DESTROYED,
  /** Never issued. */
  UNKNOWN
}
