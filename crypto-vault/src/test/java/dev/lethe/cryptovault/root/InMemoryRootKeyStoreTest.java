package dev.lethe.cryptovault.root;

import java.security.SecureRandom;

class InMemoryRootKeyStoreTest extends RootKeyStoreContract {
  @Override
  RootKeyStore store() {
    return new InMemoryRootKeyStore(new SecureRandom());
  }
}
