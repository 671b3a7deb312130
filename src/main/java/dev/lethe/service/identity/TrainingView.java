package dev.lethe.service.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A training.
 *
 * @param stage {@code reading}, {@code training}, {@code stored}, {@code failed}, or {@code
 *     stopped} when a crash ended it
 * @param step what it is at; of one that failed, why
 * @param done how much is done, 0 to 1; reading begins anew at training
 * @param profiles how many profiles it learns from
 */
record TrainingView(
    String id,
    String model,
    long seed,
    Instant startedAt,
    @Nullable Instant finishedAt,
    String startedBy,
    String stage,
    String step,
    double done,
    long profiles) {}
