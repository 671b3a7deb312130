/**
 * The model registry: MLflow's versions that were trained on erased people, marked with a deadline;
 * never called unlearning.
 */
@NullMarked
package dev.lethe.service.fanout.connector.modelregistry;

import org.jspecify.annotations.NullMarked;
