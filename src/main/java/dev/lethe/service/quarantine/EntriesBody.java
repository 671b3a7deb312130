package dev.lethe.service.quarantine;

import dev.lethe.service.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what bodies about entries have in common. */
public final class EntriesBody {
  private static final int MOST_ENTRIES = 500;

  private EntriesBody() {}

  /** The entries that were named. */
  public static List<EntryId> entries(List<@Nullable String> texts) {
    if (texts.size() > MOST_ENTRIES) {
      throw ProblemException.invalidField("entries", "At most " + MOST_ENTRIES + " entries.");
    }
    var entries = new ArrayList<EntryId>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      try {
        entries.add(EntryId.parse(String.valueOf(texts.get(i))));
      } catch (IllegalArgumentException e) {
        throw ProblemException.invalidField("entries", "Entry " + i + " is no id of an entry.");
      }
    }
    return entries;
  }
}
