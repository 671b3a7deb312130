package dev.lethe.service.request;

import dev.lethe.service.request.state.RequestState;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pages through requests. */
@ApplicationScoped
class RequestList {
  private final RequestStore requests;

  RequestList(RequestStore requests) {
    this.requests = requests;
  }

  private enum Sort {
    DUE,
    RECEIVED
  }

  Page<StoredRequest> page(
      @Nullable String state,
      @Nullable String right,
      @Nullable String regime,
      @Nullable String sort,
      @Nullable Integer limit,
      @Nullable String after) {
    Sort order = sort == null ? Sort.DUE : choose("sort", sort, Sort.values());
    int size = Page.limit(limit);
    List<String> where = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    if (state != null) {
      filter(where, arguments, "state", choose("state", state, RequestState.Name.values()).name());
    }
    if (right != null) {
      filter(where, arguments, "right_name", choose("right", right, Right.values()).word());
    }
    if (regime != null) {
      filter(where, arguments, "regime", choose("regime", regime, Regime.values()).word());
    }
    after(order, Cursor.parse(after, 2), where, arguments);
    arguments.add(size + 1);
    String clause = where.isEmpty() ? "" : "where " + String.join(" and ", where) + " ";
    List<StoredRequest> rows =
        requests.list(clause + orderBy(order) + " limit ?", arguments.toArray());
    return Page.of(rows, size, row -> cursor(order, row));
  }

  private static void filter(
      List<String> where, List<Object> arguments, String column, String value) {
    where.add(column + " = ?");
    arguments.add(value);
  }

  private static void after(
      Sort order, @Nullable Cursor cursor, List<String> where, List<Object> arguments) {
    if (cursor == null) {
      return;
    }
    try {
      if (order == Sort.DUE) {
        where.add("(statutory_due, id) > (?, ?)");
        arguments.add(LocalDate.parse(cursor.parts().get(0)));
      } else {
        where.add("(received_at < ? or (received_at = ? and id > ?))");
        Instant received = Instant.parse(cursor.parts().get(0));
        arguments.add(received);
        arguments.add(received);
      }
      arguments.add(cursor.parts().get(1));
    } catch (DateTimeException e) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "after is not a cursor that this list gave out.");
    }
  }

  private static String orderBy(Sort order) {
    return order == Sort.DUE ? "order by statutory_due, id" : "order by received_at desc, id";
  }

  private static Cursor cursor(Sort order, StoredRequest row) {
    return order == Sort.DUE
        ? Cursor.of(row.deadlines().statutory(), row.id())
        : Cursor.of(row.times().received(), row.id());
  }

  private static <E extends Enum<E>> E choose(String name, String text, E[] known) {
    return Arrays.stream(known)
        .filter(one -> one.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.INVALID_PARAMETER,
                name + " must be one of " + Arrays.toString(known).toLowerCase(Locale.ROOT) + "."));
  }
}
