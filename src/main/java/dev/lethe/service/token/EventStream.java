package dev.lethe.service.token;

import dev.lethe.piicatalog.DatasetPolicy.Suppressed;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.policy.Requester;
import dev.lethe.service.policy.TokenPolicyService;
import dev.lethe.service.quarantine.EntryId;
import dev.lethe.service.quarantine.QuarantineService;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pseudonymises a stream batch by batch, so that its length does not matter. */
@ApplicationScoped
class EventStream {
  private static final int BATCH = 2_000;
  private static final Problem NO_ROOM =
      Problem.of(
          ProblemType.SUPPRESSED,
          "The event was not held back: the quarantine of the data set is full.");

  private final Pseudonymizer pseudonymizer;
  private final QuarantineService quarantine;
  private final TokenPolicyService policy;
  private final Admission admission;
  private final StrictJson json;

  EventStream(
      Pseudonymizer pseudonymizer,
      QuarantineService quarantine,
      TokenPolicyService policy,
      Admission admission,
      StrictJson json) {
    this.pseudonymizer = pseudonymizer;
    this.quarantine = quarantine;
    this.policy = policy;
    this.admission = admission;
    this.json = json;
  }

  /** Writes one line for each line it reads, in the same order. */
  void pump(Requester requester, EventShape shape, InputStream in, OutputStream out)
      throws IOException {
    var lines = new Lines(in, Limits.LINE_BYTES);
    var reader = new EventReader(shape, json.mapper().getFactory());
    var writer = new EventWriter(shape, json.mapper());
    for (var batch = lines.next(BATCH); !batch.isEmpty(); batch = lines.next(BATCH)) {
      var refusal = policy.refusal(requester, shape.tokenized(), batch.size());
      if (refusal.isPresent()) {
        for (var line : batch) {
          writer.problem(line.number(), refusal.get());
        }
      } else {
        try (var _ = admission.batch(Lines.bytes(batch))) {
          pump(shape, batch, reader, writer);
        }
      }
      out.write(writer.take());
    }
    out.flush();
  }

  private void pump(
      EventShape shape, List<Lines.Line> batch, EventReader reader, EventWriter writer)
      throws IOException {
    var values = new EventValues();
    var read = new ArrayList<EventReader.Read>(batch.size());
    var events = new ArrayList<Event>(batch.size());
    for (var line : batch) {
      var one = reader.read(line, values);
      read.add(one);
      if (one instanceof EventReader.Read.Accepted(Event event)) {
        events.add(event);
      }
    }
    try (var results = pseudonymizer.work(events, values)) {
      var held = holdBack(shape, events, results);
      int next = 0;
      for (int i = 0; i < read.size(); i++) {
        long number = batch.get(i).number();
        switch (read.get(i)) {
          case EventReader.Read.Accepted _ -> {
            var problem = write(shape, events.get(next), results, next, held, writer);
            if (problem != null) {
              writer.problem(number, problem);
            }
            next++;
          }
          case EventReader.Read.Refused(Problem problem) -> writer.problem(number, problem);
        }
      }
    } finally {
      values.wipe();
    }
  }

  /** Holds back what the policy does not let go on; the entries in the order of those events. */
  private Iterator<Optional<EntryId>> holdBack(
      EventShape shape, List<Event> events, Pseudonymizer.Results results) {
    var erased = new ArrayList<byte[]>();
    if (!strips(shape)) {
      for (int i = 0; i < events.size(); i++) {
        if (results.all().get(i) instanceof Pseudonymizer.Result.Suppressed) {
          erased.add(events.get(i).line());
        }
      }
    }
    return quarantine.hold(shape.policy().dataset(), erased).iterator();
  }

  private static boolean strips(EventShape shape) {
    return shape.policy().suppressed() == Suppressed.STRIP;
  }

  /** Writes an event, or answers why it does not go out. */
  private static @Nullable Problem write(
      EventShape shape,
      Event event,
      Pseudonymizer.Results results,
      int result,
      Iterator<Optional<EntryId>> held,
      EventWriter writer) {
    switch (results.all().get(result)) {
      case Pseudonymizer.Result.Pseudonymised(ProfileRef profile, int firstToken) ->
          writer.pseudonymised(event, profile, results, firstToken);
      case Pseudonymizer.Result.Suppressed _ when strips(shape) -> writer.stripped(event);
      case Pseudonymizer.Result.Suppressed _ -> {
        return held.next().map(EventStream::heldBack).orElse(NO_ROOM);
      }
      case Pseudonymizer.Result.Refused(Problem problem) -> {
        return problem;
      }
    }
    writer.lineEnd();
    return null;
  }

  private static Problem heldBack(EntryId entry) {
    return Problem.of(
        ProblemType.SUPPRESSED, "The event is held back.", Map.of("entry", entry.toString()));
  }
}
