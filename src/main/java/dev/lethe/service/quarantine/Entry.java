package dev.lethe.service.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of an event that is held back without opening it.
 *
 * @param seq its place among all entries
 * @param endsAt when its key is destroyed at the latest
 * @param releasedAt when it was released last; null while it is only held
 */
record Entry(EntryId id, long seq, Instant heldAt, Instant endsAt, @Nullable Instant releasedAt) {}
