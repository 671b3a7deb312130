package dev.lethe.service.vault;

import java.util.Locale;

/** What an operator has to be told about the vault's keys. */
enum VaultAlarm {
  /** The store does not answer, or refuses: nothing that is not cached can be opened. */
  ROOT_STORE_UNREACHABLE,
  /** The next epoch did not begin: final moments come later than planned. */
  EPOCH_OVERDUE,
  /** A root key is there after its final moment: what was promised is not kept. */
  ROOT_KEY_OUTLIVES_ITS_TIME,
  /** A root key that is still needed is gone: the vault, or its backups, cannot be opened. */
  ROOT_KEY_MISSING,
  /** The right to use the store ends soon. */
  SIGN_IN_ENDS_SOON,
  /** Others than its owner can reach a file of root keys, a share, a PIN or a token. */
  SECRET_FILE_OPEN_TO_OTHERS,
  /** A crash, a full heap or swapping would leave opened keys on a disk. */
  MEMORY_CAN_REACH_A_DISK;

  /** As in metrics and health answers. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
