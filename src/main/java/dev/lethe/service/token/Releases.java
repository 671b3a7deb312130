package dev.lethe.service.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.service.catalog.CatalogService;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.policy.Requester;
import dev.lethe.service.policy.TokenPolicyService;
import dev.lethe.service.quarantine.EntryId;
import dev.lethe.service.quarantine.HeldEvent;
import dev.lethe.service.quarantine.QuarantineService;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pseudonymises events that were held back, under the policy of today. */
@ApplicationScoped
class Releases {
  private static final Problem STILL_ERASED =
      Problem.of(ProblemType.SUPPRESSED, "The event is held back.");

  private final QuarantineService quarantine;
  private final CatalogService catalog;
  private final Pseudonymizer pseudonymizer;
  private final TokenPolicyService policies;
  private final StrictJson json;

  Releases(
      QuarantineService quarantine,
      CatalogService catalog,
      Pseudonymizer pseudonymizer,
      TokenPolicyService policies,
      StrictJson json) {
    this.quarantine = quarantine;
    this.catalog = catalog;
    this.pseudonymizer = pseudonymizer;
    this.policies = policies;
    this.json = json;
  }

  byte[] named(Requester requester, String dataset, List<EntryId> entries, String reason) {
    return release(requester, dataset, quarantine.open(dataset, entries), null, reason);
  }

  byte[] next(
      Requester requester, String dataset, @Nullable String after, int limit, String reason) {
    var held = quarantine.openNext(dataset, place(after), limit + 1);
    boolean more = held.size() > limit;
    var page = more ? held.subList(0, limit) : held;
    var next = more ? Cursor.of(page.getLast().seq()).encode() : null;
    return release(requester, dataset, page, next, reason);
  }

  private static long place(@Nullable String after) {
    var cursor = Cursor.parse(after, 1);
    try {
      return cursor == null ? 0 : Long.parseLong(cursor.parts().getFirst());
    } catch (NumberFormatException e) {
      throw ProblemException.invalidField("after", "after is no next that was answered.");
    }
  }

  private byte[] release(
      Requester requester,
      String dataset,
      List<HeldEvent> held,
      @Nullable String next,
      String reason) {
    var policy =
        catalog
            .dataset(dataset)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.NOT_FOUND, "The catalog declares no such dataset of events."));
    try {
      var answers = answers(requester, EventShape.of(policy), held);
      var released = new ArrayList<EntryId>();
      for (int i = 0; i < held.size(); i++) {
        if (answers.get(i) instanceof Answer.Event) {
          released.add(held.get(i).id());
        }
      }
      if (!released.isEmpty()) {
        quarantine.released(dataset, released, requester.id(), reason);
      }
      return body(held, answers, next);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private sealed interface Answer {
    record Event(byte[] json) implements Answer {}

    record Refused(Problem problem) implements Answer {}
  }

  private List<Answer> answers(Requester requester, EventShape shape, List<HeldEvent> held)
      throws IOException {
    var refusal = policies.refusal(requester, shape.tokenized(), held.size());
    if (refusal.isPresent()) {
      return Collections.nCopies(held.size(), new Answer.Refused(refusal.get()));
    }
    var reader = new EventReader(shape, json.mapper().getFactory());
    var writer = new EventWriter(shape, json.mapper());
    var values = new EventValues();
    var read = new ArrayList<EventReader.Read>(held.size());
    var events = new ArrayList<Event>(held.size());
    for (var one : held) {
      read.add(reader.read(new Lines.Line(1, one.event(), false), values));
      if (read.getLast() instanceof EventReader.Read.Accepted(Event event)) {
        events.add(event);
      }
    }
    try (var results = pseudonymizer.work(events, values)) {
      var answers = new ArrayList<Answer>(held.size());
      int next = 0;
      for (var one : read) {
        answers.add(
            switch (one) {
              case EventReader.Read.Accepted(Event event) -> answer(event, results, next++, writer);
              case EventReader.Read.Refused(Problem problem) -> new Answer.Refused(problem);
            });
      }
      return answers;
    } finally {
      values.wipe();
    }
  }

  private static Answer answer(
      Event event, Pseudonymizer.Results results, int result, EventWriter writer) {
    return switch (results.all().get(result)) {
      case Pseudonymizer.Result.Pseudonymised(ProfileRef profile, int firstToken) -> {
        writer.pseudonymised(event, profile, results, firstToken);
        yield new Answer.Event(writer.take());
      }
      case Pseudonymizer.Result.Suppressed _ -> new Answer.Refused(STILL_ERASED);
      case Pseudonymizer.Result.Refused(Problem problem) -> new Answer.Refused(problem);
    };
  }

  private byte[] body(List<HeldEvent> held, List<Answer> answers, @Nullable String next)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = json.mapper().createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("items");
      for (int i = 0; i < held.size(); i++) {
        item(out, held.get(i).id(), answers.get(i));
      }
      out.writeEndArray();
      out.writeStringField("next", next);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void item(JsonGenerator out, EntryId entry, Answer answer) throws IOException {
    out.writeStartObject();
    out.writeStringField("entry", entry.toString());
    switch (answer) {
      case Answer.Event(byte[] event) -> {
        out.writeFieldName("event");
        out.writeRawValue(new String(event, UTF_8));
      }
      case Answer.Refused(Problem problem) -> out.writePOJOField("problem", problem);
    }
    out.writeEndObject();
  }
}
