package dev.lethe.cryptovault.page;

class InMemoryPageStoreTest extends PageStoreContract {
  @Override
  PageStore store() {
    return new InMemoryPageStore();
  }
}
