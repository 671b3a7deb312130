package dev.lethe.service.fanout.connector.modelregistry;

/** The tags by which training and erasure speak to each other; their values are never personal. */
final class Tags {

  /** Written at training, numbered: {@code iceberg:<ns>.<table>@<snapshot>}. */
  static final String DATASET = "lethe.dataset.";

  /** Where the version stands: {@value #AFFECTED} and what people made of it later. */
  static final String STATUS = "lethe.status";

  static final String AFFECTED = "affected";

  /** Somebody has taken the version out of use; nothing is left to ask for. */
  static final String RETIRED = "retired";

  /** The batch that marked last. */
  static final String BATCH = "lethe.batch";

  /** How many subjects one batch affected, so that a repeated batch does not count twice. */
  static final String OF_BATCH = "lethe.batch.";

  static final String SUBJECTS = "lethe.affected_subjects_count";

  /** The day by which the model is to be retrained or retired. */
  static final String DEADLINE = "lethe.deadline";

  private Tags() {}
}
