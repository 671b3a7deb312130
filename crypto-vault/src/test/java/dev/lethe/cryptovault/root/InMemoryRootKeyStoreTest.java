package dev.lethe.cryptovault.root;

import java.security.SecureRandom;

class InMemoryRootKeyStoreTest extends RootKeyStoreContract {
  private final RootKeyStore only = new InMemoryRootKeyStore(new SecureRandom());

  @Override
  RootKeyStore store() {
    return only;
  }
}
