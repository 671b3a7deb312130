package dev.lethe.service.fanout.connector;

/** Why a connector refused; each reason needs a person or a changed plan, none heals by waiting. */
public enum RefusalReason {
  /** The batch would touch more than its guard allows. */
  GUARD_EXCEEDED,
  /** A branch or tag keeps old data alive. */
  PINNED_BY_REF,
  /** The asset does not exist, or not with the fields the catalog names. */
  ASSET_MISMATCH,
  /** The asset is of a form in which this cannot be done safely. */
  UNSUPPORTED,
  /** The asset's owner forbids it, as an Iceberg table with gc.enabled=false does. */
  FORBIDDEN_BY_OWNER,
  /** The batch itself lacks something, such as a deadline. */
  INVALID_BATCH
}
