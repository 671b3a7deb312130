package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.block.BlockingKey;
import dev.lethe.identitygraph.block.BlockingKeys;
import dev.lethe.identitygraph.score.Feature;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Blind fingerprints of everything that is looked up; many values in one call. */
@ApplicationScoped
class Fingerprints {
  private final VaultService vault;

  Fingerprints(VaultService vault) {
    this.vault = vault;
  }

  /**
   * Everything of one profile that is looked up later: its blocking values as {@link BlockValue}
   * makes them, features as {@link FeatureList} reads them.
   */
  record Derived(List<Long> blocks, byte[] features) {}

  List<byte[]> sourceKeys(List<IdentityService.SourceKey> keys) {
    return vault.blindIndex(
        "profile.source_key", keys.stream().map(key -> key.source() + '\n' + key.key()).toList());
  }

  List<byte[]> contents(List<String> contents) {
    return vault.blindIndex("profile.content", contents);
  }

  /** Blocking keys as they are stored. */
  List<Long> blocks(List<BlockingKey> keys) {
    var prints = vault.blindIndex("profile.block", keys.stream().map(Fingerprints::text).toList());
    var blocks = new ArrayList<Long>(keys.size());
    for (int i = 0; i < prints.size(); i++) {
      blocks.add(BlockValue.of(keys.get(i).rule(), prints.get(i)));
    }
    return blocks;
  }

  /** Countable values as they are stored. */
  List<ByteBuffer> features(List<Feature> features) {
    return vault
        .blindIndex("profile.feature", features.stream().map(Fingerprints::text).toList())
        .stream()
        .map(ByteBuffer::wrap)
        .toList();
  }

  List<Derived> derive(List<Attributes> profiles) {
    var keys = profiles.stream().map(profile -> List.copyOf(BlockingKeys.of(profile))).toList();
    var blocks = blocks(keys.stream().flatMap(List::stream).toList()).iterator();
    var features = profiles.stream().map(profile -> List.copyOf(Feature.of(profile))).toList();
    var counted = features(features.stream().flatMap(List::stream).toList()).iterator();
    var derived = new ArrayList<Derived>(profiles.size());
    for (int i = 0; i < profiles.size(); i++) {
      var joined = new ByteArrayOutputStream();
      for (var feature : features.get(i)) {
        joined.write(feature.kind().ordinal());
        joined.writeBytes(counted.next().array());
      }
      derived.add(
          new Derived(
              keys.get(i).stream().map(key -> blocks.next()).toList(), joined.toByteArray()));
    }
    return derived;
  }

  private static String text(BlockingKey key) {
    return key.rule().id() + ":" + key.value();
  }

  private static String text(Feature feature) {
    return feature.kind().name() + ":" + feature.value();
  }
}
