package dev.lethe.cryptovault;

class InMemoryPageStoreTest extends PageStoreContract {
  @Override
  PageStore store() {
    return new InMemoryPageStore();
  }
}
