package dev.lethe.service.token;

import dev.lethe.service.policy.Requester;
import dev.lethe.service.policy.TokenPolicyService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Pseudonymises a stream batch by batch, so that its length does not matter. */
@ApplicationScoped
class EventStream {
  private static final int BATCH = 2_000;
  private final Pseudonymizer pseudonymizer;
  private final TokenPolicyService policy;
  private final Admission admission;
  private final StrictJson json;

  EventStream(
      Pseudonymizer pseudonymizer,
      TokenPolicyService policy,
      Admission admission,
      StrictJson json) {
    this.pseudonymizer = pseudonymizer;
    this.policy = policy;
    this.admission = admission;
    this.json = json;
  }

  /** Writes one line for each line it reads, in the same order. */
  void pump(Requester requester, EventShape shape, InputStream in, OutputStream out)
      throws IOException {
    var lines = new Lines(in, Limits.LINE_BYTES);
    var reader = new EventReader(shape, json.mapper().reader());
    var writer = new EventWriter(shape, json.mapper(), out);
    for (var batch = lines.next(BATCH); !batch.isEmpty(); batch = lines.next(BATCH)) {
      var refusal = policy.refusal(requester, shape.tokenized(), batch.size());
      if (refusal.isPresent()) {
        for (var line : batch) {
          writer.problem(line.number(), refusal.get());
        }
        continue;
      }
      try (var _ = admission.batch(Lines.bytes(batch))) {
        pump(shape, batch, reader, writer);
      }
    }
    out.flush();
  }

  private void pump(
      EventShape shape, List<Lines.Line> batch, EventReader reader, EventWriter writer)
      throws IOException {
    var read = new ArrayList<EventReader.Read>(batch.size());
    var events = new ArrayList<Event>(batch.size());
    for (var line : batch) {
      var one = reader.read(line);
      read.add(one);
      if (one instanceof EventReader.Read.Accepted(Event event)) {
        events.add(event);
      }
    }
    var results = pseudonymizer.work(shape, events).iterator();
    for (int i = 0; i < read.size(); i++) {
      long number = batch.get(i).number();
      switch (read.get(i)) {
        case EventReader.Read.Accepted(Event event) -> writer.event(number, event, results.next());
        case EventReader.Read.Refused refused -> writer.problem(number, refused.problem());
      }
    }
  }
}
