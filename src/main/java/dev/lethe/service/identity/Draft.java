package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.ProfileId;

/** A profile to write; its attributes as they are compared. */
record Draft(
    ProfileId id,
    String source,
    byte[] sourceKeyIndex,
    KeyId key,
    ProfileSeal.Forms forms,
    byte[] contentHash,
    Attributes attributes,
    Fingerprints.Derived derived) {

  @Override
  public String toString() {
    return "Draft[" + id + "]";
  }
}
