package dev.lethe.service.request;

import dev.lethe.service.proof.LogEntry;
import dev.lethe.service.request.RequestViews.HistoryView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows log entries, with the officers' reasons while they are readable. */
@ApplicationScoped
class HistoryViews {
  private final Notes notes;

  HistoryViews(Notes notes) {
    this.notes = notes;
  }

  List<HistoryView> of(StoredRequest request, List<LogEntry> entries) {
    Map<Long, String> reasons = notes.open(request);
    return entries.stream().map(entry -> of(entry, reasons.get(entry.seq()))).toList();
  }

  static HistoryView of(LogEntry entry, @Nullable String reason) {
    Map<String, Object> facts = RequestViews.plain(entry.body());
    return new HistoryView(
        entry.seq(),
        entry.at(),
        entry.actor(),
        entry.type(),
        entry.request(),
        text(facts.remove("from")),
        text(facts.remove("to")),
        reason,
        facts);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
