package dev.lethe.service.vault;

import java.time.Instant;

/**
 * What a shred did. Counts the keys that were asked for and all others of their families.
 *
 * @param shredded keys destroyed by this call
 * @param alreadyShredded keys that have a tombstone of an earlier call
 * @param logicalAt from when on no process opens any of the keys
 * @param finalAt when the last root key that opens a backup of them is destroyed
 * @param firstTombstone number of the keys' first tombstone; 0 when there were no keys
 * @param lastTombstone number of their last
 */
public record ShredOutcome(
    int shredded,
    int alreadyShredded,
    Instant logicalAt,
    Instant finalAt,
    long firstTombstone,
    long lastTombstone) {}
