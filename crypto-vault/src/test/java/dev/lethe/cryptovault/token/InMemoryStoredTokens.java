package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.KeyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class InMemoryStoredTokens implements StoredTokens {
  private final List<StoredToken> rows = new ArrayList<>();
  private int calls;

  @Override
  public synchronized List<StoredToken> at(Collection<StoredToken.Place> places) {
    calls++;
    return rows.stream().filter(row -> places.contains(row.place())).toList();
  }

  @Override
  public synchronized List<StoredToken> of(Collection<ColumnToken> tokens) {
    calls++;
    return rows.stream().filter(row -> tokens.contains(token(row))).toList();
  }

  @Override
  public synchronized Set<StoredToken.Place> add(Collection<StoredToken> tokens) {
    calls++;
    var added = new HashSet<StoredToken.Place>();
    for (var token : tokens) {
      if (rows.stream()
          .noneMatch(r -> r.place().equals(token.place()) || token(r).equals(token(token)))) {
        rows.add(token);
        added.add(token.place());
      }
    }
    return added;
  }

  @Override
  public synchronized int delete(Collection<KeyId> keys) {
    int before = rows.size();
    rows.removeIf(row -> keys.contains(row.place().key()));
    return before - rows.size();
  }

  private static ColumnToken token(StoredToken row) {
    return new ColumnToken(row.place().key(), row.text());
  }

  synchronized List<StoredToken> rows() {
    return List.copyOf(rows);
  }

  synchronized void replace(int index, StoredToken row) {
    rows.set(index, row);
  }

  int calls() {
    return calls;
  }
}
