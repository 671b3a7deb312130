package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.identity.CustomerView.AsOf;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Shows which profiles a customer held at a moment, as the events tell it. */
@ApplicationScoped
class CustomerPast {
  private static final String NOTE =
      "Assignment of that moment; values are those of today, links are not kept.";

  private final ProfileStore profiles;
  private final MaskedProfiles masked;
  private final IdentityDatabase database;
  private final ActiveModel model;
  private final InstantSource clock;

  CustomerPast(
      ProfileStore profiles,
      MaskedProfiles masked,
      IdentityDatabase database,
      ActiveModel model,
      InstantSource clock) {
    this.profiles = profiles;
    this.masked = masked;
    this.database = database;
    this.model = model;
    this.clock = clock;
  }

  /** A customer and what it held. */
  private record Held(CustomerId customer, List<ProfileId> profiles) {}

  CustomerView view(CustomerId id, String asOf) {
    var moment = moment(asOf);
    var held =
        database.with(sql -> {
          var living = CustomerEvents.livingAt(sql, id, moment).orElseThrow(CustomerPast::nobody);
          return new Held(living, CustomerEvents.heldAt(sql, living, moment));
        });
    var existing = profiles.load(held.profiles());
    var erased = held.profiles().size() - existing.size();
    var note = erased == 0 ? NOTE : NOTE + " " + erased + " profiles erased since are not shown.";
    return new CustomerView(
        held.customer().toString(),
        id.toString(),
        "past",
        masked.of(existing),
        List.of(),
        null,
        ProfileResolver.SETTINGS.threshold(),
        model.current().id(),
        moment,
        new AsOf(moment, erased, note));
  }

  private Instant moment(String text) {
    try {
      var moment = Instant.parse(text);
      if (!moment.isAfter(clock.instant())) {
        return moment;
      }
    } catch (DateTimeParseException e) {
      // falls through to the refusal
    }
    throw new ProblemException(
        ProblemType.INVALID_PARAMETER, "as_of is a moment in the past, like 2026-03-01T00:00:00Z.");
  }

  private static ProblemException nobody() {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There was no such customer at that moment.");
  }
}
