package dev.lethe.service.fanout.connector.featurestore;

import java.util.Set;

/**
 * One entity of the store that belongs to subjects of a batch.
 *
 * @param key its Redis key
 * @param owners handles of its subjects
 */
record FoundEntity(byte[] key, Set<String> owners) {

  @Override
  public String toString() {
    return "FoundEntity" + owners;
  }
}
