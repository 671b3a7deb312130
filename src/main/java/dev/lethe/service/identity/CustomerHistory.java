package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.CustomerEvents.Event;
import dev.lethe.service.identity.ExplainViews.LinkBits;
import dev.lethe.service.identity.ExplainViews.Step;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells how a customer came to be what it is: events, decisions, and the links that carry it. */
@ApplicationScoped
class CustomerHistory {
  private static final int MOST_LINKS = 3;

  private final CustomerStore customers;
  private final ProfileStore profiles;
  private final IdentityDatabase database;

  CustomerHistory(CustomerStore customers, ProfileStore profiles, IdentityDatabase database) {
    this.customers = customers;
    this.profiles = profiles;
    this.database = database;
  }

  /** What is read once for a page. */
  private record Material(
      List<Event> events, List<Link> links, List<DecisionStore.Row> decisions) {}

  /** Oldest first. */
  Page<Step> of(CustomerId asked, long after, int limit) {
    var living = customers.find(asked).orElseThrow(CustomerShow::nobody).id();
    var members = profiles.members(living).stream().map(StoredProfile::id).toList();
    var links = customers.links(members);
    var material = database.with(sql -> read(sql, living, members, links, after, limit));
    var page = Page.of(material.events(), limit, event -> Cursor.of(event.seq()));
    var more = page.items().size() < material.events().size();
    var until = more ? material.events().getLast().at() : Instant.MAX;
    var from = after == 0 || page.items().isEmpty() ? Instant.MIN : page.items().getFirst().at();
    var steps = new ArrayList<Step>();
    page.items().forEach(event -> steps.add(step(event, page.items(), links)));
    for (var decision : material.decisions()) {
      addIfWithin(steps, decided(decision), from, until);
      if (decision.undoneAt() != null) {
        addIfWithin(steps, undone(decision, decision.undoneAt()), from, until);
      }
    }
    // Stable: what happened at one moment stays in the order in which it was written.
    steps.sort(Comparator.comparing(Step::at));
    return new Page<>(steps, page.next());
  }

  private static Material read(
      Sql sql, CustomerId living, List<ProfileId> members, List<Link> links, long after, int limit)
      throws SQLException {
    var events = CustomerEvents.of(sql, CustomerEvents.names(sql, living), after, limit + 1);
    return new Material(events, links, new DecisionStore(sql).about(members));
  }

  private static void addIfWithin(List<Step> steps, Step step, Instant from, Instant until) {
    if (!step.at().isBefore(from) && step.at().isBefore(until)) {
      steps.add(step);
    }
  }

  private static Step step(Event event, List<Event> page, List<Link> links) {
    var carrying = carrying(event, page, links);
    var profile = event.profile();
    return new Step(
        event.at(),
        event.kind(),
        sentence(event, moved(event, page).size(), carrying),
        text(event.from()),
        text(event.to()),
        profile == null ? null : profile.toString(),
        null,
        carrying.stream().map(LinkBits::of).toList());
  }

  /** The strongest links between what came and what was there, as they are today. */
  private static List<Link> carrying(Event event, List<Event> page, List<Link> links) {
    Set<ProfileId> came =
        switch (event.kind()) {
          case "merged" -> moved(event, page);
          case "profile_added", "profile_moved" ->
              event.profile() == null ? Set.of() : Set.of(event.profile());
          default -> Set.of();
        };
    return links.stream()
        .filter(link -> came.contains(link.a()) != came.contains(link.b()))
        .limit(MOST_LINKS)
        .toList();
  }

  private static Set<ProfileId> moved(Event merged, List<Event> page) {
    var moved = new HashSet<ProfileId>();
    for (var event : page) {
      var profile = event.profile();
      if (profile != null
          && event.kind().equals("profile_moved")
          && event.at().equals(merged.at())
          && java.util.Objects.equals(event.from(), merged.from())) {
        moved.add(profile);
      }
    }
    return moved;
  }

  private static String sentence(Event event, int moved, List<Link> carrying) {
    var strongest =
        carrying.isEmpty()
            ? ""
            : String.format(Locale.ROOT, ", by a link of %.1f bits", carrying.getFirst().weight());
    return switch (event.kind()) {
      case "created" -> "The customer began.";
      case "split" -> event.to() + " was split off from " + event.from() + ".";
      case "merged" ->
          "%s became part of %s with %d profiles%s."
              .formatted(event.from(), event.to(), moved, strongest);
      case "profile_added" -> "A profile was added" + strongest + ".";
      case "profile_moved" ->
          "A profile moved from %s to %s%s.".formatted(event.from(), event.to(), strongest);
      case "profile_erased" -> "A profile was erased.";
      default -> "No profile was left, so the customer ended.";
    };
  }

  private static Step decided(DecisionStore.Row row) {
    var what = row.verdict() == Decisions.Verdict.SAME ? "are one person" : "are two people";
    var sentence =
        "%s decided that %d pairs of profiles %s.".formatted(row.by(), row.pairs().size(), what);
    return decision(row, row.at(), "decided", sentence);
  }

  private static Step undone(DecisionStore.Row row, Instant at) {
    return decision(row, at, "decision_undone", row.undoneBy() + " took a decision back.");
  }

  private static Step decision(DecisionStore.Row row, Instant at, String kind, String sentence) {
    var id = Ids.text(Ids.DECISION, row.id());
    return new Step(at, kind, sentence, null, null, null, id, List.of());
  }

  private static @Nullable String text(@Nullable CustomerId customer) {
    return customer == null ? null : customer.toString();
  }
}
