package dev.lethe.cryptovault.token;

class InMemoryStoredTokensTest extends StoredTokensContract {
  @Override
  protected StoredTokens store() {
    return new InMemoryStoredTokens();
  }
}
