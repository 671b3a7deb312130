package dev.lethe.cryptovault;

import java.security.SecureRandom;

class InMemoryRootKeyStoreTest extends RootKeyStoreContract {
  @Override
  RootKeyStore store() {
    return new InMemoryRootKeyStore(new SecureRandom());
  }
}
