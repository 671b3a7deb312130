/**
 * The online feature store: Feast's hashes in Redis, found by keys computed byte for byte as Feast
 * does.
 */
@NullMarked
package dev.lethe.service.fanout.connector.featurestore;

import org.jspecify.annotations.NullMarked;
