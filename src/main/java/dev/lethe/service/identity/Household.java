package dev.lethe.service.identity;

import dev.lethe.identitygraph.Address;
import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.explain.Masking;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.HouseholdView.Related;
import dev.lethe.service.identity.HouseholdView.SharedValue;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the people who live with a customer: other customers that hold the same phone or postal
 * address, where the model takes the two for housemates rather than strangers. It is a relation of
 * its own, computed when asked for, and nothing but its own endpoint reads it.
 */
@ApplicationScoped
class Household {
  private static final int MOST_MEMBERS = 60;
  private static final int MOST_OTHERS = 200;
  private static final Set<BlockingRule> HOME = EnumSet.of(BlockingRule.PHONE, BlockingRule.STREET);

  private final CustomerStore customers;
  private final ProfileStore profiles;
  private final ProfileSeal seal;
  private final IdentityDatabase database;

  Household(
      CustomerStore customers, ProfileStore profiles, ProfileSeal seal, IdentityDatabase database) {
    this.customers = customers;
    this.profiles = profiles;
    this.seal = seal;
    this.database = database;
  }

  /** What ties another customer to this one. */
  private static final class Tie {
    private final Set<SharedValue> shared = new LinkedHashSet<>();
    private double bits = Double.NEGATIVE_INFINITY;
  }

  HouseholdView of(CustomerId asked) {
    var row = customers.find(asked).orElseThrow(CustomerShow::nobody);
    var members = profiles.members(row.id()).stream().limit(MOST_MEMBERS).toList();
    var ids = members.stream().map(StoredProfile::id).toList();
    var near = database.with(sql -> sharing(sql, ids));
    var others = profiles.load(near).stream().filter(p -> !row.id().equals(p.customer())).toList();
    var all = new ArrayList<>(members);
    all.addAll(others);
    var opened = OpenedProfiles.of(all, seal, profiles);
    var related =
        ties(opened, members, others).entrySet().stream()
            .filter(entry -> entry.getValue().bits > 0)
            .map(entry -> related(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingDouble((Related r) -> -r.bits())
                    .thenComparing(Related::customer))
            .toList();
    return new HouseholdView(
        row.id().toString(), related, near.size() == MOST_OTHERS || row.profiles() > MOST_MEMBERS);
  }

  private static Related related(CustomerId customer, Tie tie) {
    return new Related(
        customer.toString(), CustomerShow.rounded(tie.bits), List.copyOf(tie.shared));
  }

  private static Map<CustomerId, Tie> ties(
      OpenedProfiles opened, List<StoredProfile> members, List<StoredProfile> others) {
    var ties = new HashMap<CustomerId, Tie>();
    for (var other : others) {
      var customer = other.customer();
      if (customer != null) {
        for (var member : members) {
          tie(opened, member.id(), other.id(), ties.computeIfAbsent(customer, c -> new Tie()));
        }
      }
    }
    return ties;
  }

  private static void tie(OpenedProfiles opened, ProfileId member, ProfileId other, Tie tie) {
    var one = opened.value(member);
    var two = opened.value(other);
    var shared = shared(one, two);
    if (!shared.isEmpty()) {
      var scorer = opened.scorer();
      var score = scorer.score(scorer.prepare(one), scorer.prepare(two));
      tie.shared.addAll(shared);
      // Both are odds for one person; what is left between them is housemates against strangers.
      tie.bits = Math.max(tie.bits, score.stranger() - score.household());
    }
  }

  private static List<SharedValue> shared(Attributes one, Attributes two) {
    var shared = new ArrayList<SharedValue>();
    for (var phone : one.phones()) {
      if (two.phones().contains(phone)) {
        shared.add(new SharedValue("phone", Masking.phone(phone)));
      }
    }
    for (var address : one.addresses()) {
      if (two.addresses().stream().anyMatch(other -> same(address, other))) {
        shared.add(new SharedValue("address", Masking.address(address)));
      }
    }
    return shared;
  }

  private static boolean same(Address one, Address two) {
    return !one.street().isEmpty()
        && one.street().equals(two.street())
        && one.houseNumber() != null
        && one.houseNumber().equals(two.houseNumber())
        && (one.unit() == null || two.unit() == null || one.unit().equals(two.unit()))
        && one.postcode() != null
        && one.postcode().equals(two.postcode());
  }

  /** Profiles under a phone or street of the members that is not too common. */
  private static List<ProfileId> sharing(Sql sql, Collection<ProfileId> members)
      throws SQLException {
    var values =
        ProfileStore.blocks(sql, members).values().stream()
            .flatMap(List::stream)
            .filter(value -> HOME.contains(BlockValue.rule(value)))
            .distinct()
            .toList();
    return sql.query(
        "select distinct b.profile_id from unnest(?::int8[]) as v(value) join lateral ("
            + "select profile_id from profile_block where value = v.value"
            + " and profile_id <> all(?) order by profile_id limit ?) b on true"
            + " where not exists (select from generic_value g where g.block = v.value)"
            + " order by 1 limit ?",
        row -> new ProfileId(Sql.uuid(row, 1)),
        sql.longs(values),
        sql.uuids(members.stream().map(ProfileId::value).toList()),
        BlockingRule.PHONE.cap(),
        MOST_OTHERS);
  }
}
