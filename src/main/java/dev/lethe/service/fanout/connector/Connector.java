package dev.lethe.service.fanout.connector;

import java.util.List;
import java.util.Set;

/**
 * Finds, exports, erases and verifies people in one target; safe for concurrent use.
 *
 * <p>What a person must settle comes back as {@link Refused}; trouble with the target itself is a
 * {@link ConnectorException} that says whether to try again. Neither carries personal data.
 */
public interface Connector {

  /** The kind of target: {@code lake}, {@code featurestore} or {@code modelregistry}. */
  String kind();

  /** What this connector can do; a call outside of it is refused. */
  Set<Capability> capabilities();

  /** What the target says it has. */
  List<DiscoveredAsset> discover();

  /** Counts without touching anything, and names the data versions each subject was live in. */
  Located locate(Batch batch);

  /** The subjects' rows and nobody else's. */
  Exported export(Batch batch);

  /** Erases or marks as the asset's action says; repeating a batch changes nothing more. */
  Erased erase(Batch batch);

  /** Probes by another road than the erasure took. */
  Verified verify(Batch batch);
}
