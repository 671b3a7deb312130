package dev.lethe.service.identity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Hands out events in the order of their places. An event gets its place when somebody asks for
 * what follows, in a transaction of its own that is over before anything is read.
 */
@ApplicationScoped
class CustomerChangeFeed {
  private final IdentityDatabase database;

  CustomerChangeFeed(IdentityDatabase database) {
    this.database = database;
  }

  /**
   * Up to {@code limit} events after a place. Every event committed before the call has its place
   * when it is read: who asks once more after the last writer has come to the end.
   */
  List<CustomerEvents.Event> after(long position, int limit) {
    if (unplaced()) {
      QuarkusTransaction.requiringNew()
          .run(() ->
              database.with(sql -> {
                CustomerEvents.place(sql);
                return true;
              }));
    }
    return read(position, limit);
  }

  private List<CustomerEvents.Event> read(long position, int limit) {
    return QuarkusTransaction.requiringNew()
        .call(() -> database.with(sql -> CustomerEvents.after(sql, position, limit)));
  }

  private boolean unplaced() {
    return QuarkusTransaction.requiringNew().call(() -> database.with(CustomerEvents::anyUnplaced));
  }
}
