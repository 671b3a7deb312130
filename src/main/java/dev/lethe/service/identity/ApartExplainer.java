package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.cluster.CustomerLink;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.Decisions.Verdict;
import dev.lethe.service.identity.ExplainViews.Blocker;
import dev.lethe.service.identity.ExplainViews.WhyNotView;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains why two profiles or customers are not one person, as far as their score goes. */
@ApplicationScoped
class ApartExplainer {
  private static final int MOST_PROFILES = 60;
  private static final int MOST_HOLDERS = 1_000;

  private final ProfileStore profiles;
  private final CustomerStore customers;
  private final SourceStore sources;
  private final ProfileSeal seal;
  private final PairExplainer pairs;
  private final IdentityDatabase database;

  ApartExplainer(
      ProfileStore profiles,
      CustomerStore customers,
      SourceStore sources,
      ProfileSeal seal,
      PairExplainer pairs,
      IdentityDatabase database) {
    this.profiles = profiles;
    this.customers = customers;
    this.sources = sources;
    this.seal = seal;
    this.pairs = pairs;
    this.database = database;
  }

  /** One value that both sides hold, how many hold it in all, and whether it is set aside. */
  private record Shared(BlockingRule rule, int holders, boolean generic) {
    boolean tooCommon() {
      return generic || holders > rule.cap();
    }
  }

  /** Each side is a profile or a customer. */
  WhyNotView whyNot(@Nullable String a, @Nullable String b) {
    var left = side(a);
    var right = side(b);
    if (sameCustomer(left, right)) {
      var none = List.<Blocker>of();
      var threshold = ProfileResolver.SETTINGS.threshold();
      return new WhyNotView(true, "They are one customer.", null, threshold, 0, none, null);
    }
    var opened =
        OpenedProfiles.of(Stream.concat(left.stream(), right.stream()).toList(), seal, profiles);
    var best =
        opened.links(ids(left), ids(right)).stream()
            .max(Comparator.comparingDouble(Link::weight).thenComparing(Link::a));
    return answer(left, right, opened, best);
  }

  private static boolean sameCustomer(List<StoredProfile> left, List<StoredProfile> right) {
    var customer = left.getFirst().customer();
    return customer != null && customer.equals(right.getFirst().customer());
  }

  private WhyNotView answer(
      List<StoredProfile> left,
      List<StoredProfile> right,
      OpenedProfiles opened,
      Optional<Link> best) {
    var threshold = ProfileResolver.SETTINGS.threshold();
    var link =
        best.isEmpty()
            ? null
            : Double.valueOf(
                CustomerLink.between(
                    opened.scorer(),
                    ProfileResolver.SETTINGS,
                    opened.readable(ids(left)).stream().map(opened::value).toList(),
                    opened.readable(ids(right)).stream().map(opened::value).toList()));
    var missing = link == null ? 0 : Math.max(0, threshold - link);
    var blockers = blockers(left, right, link);
    return new WhyNotView(
        false,
        sentence(link, missing, blockers),
        link == null ? null : CustomerShow.rounded(link),
        threshold,
        CustomerShow.rounded(missing),
        blockers,
        best.map(l -> pairs.why(opened, inside(l, left), inside(l, right))).orElse(null));
  }

  private static ProfileId inside(Link link, List<StoredProfile> side) {
    return ids(side).contains(link.a()) ? link.a() : link.b();
  }

  private static String sentence(@Nullable Double link, double missing, List<Blocker> blockers) {
    if (link == null) {
      return "One side cannot be read, so nothing can be compared.";
    }
    var score =
        missing > 0
            ? String.format(Locale.ROOT, "%.1f bits are missing", missing)
            : String.format(Locale.ROOT, "%.1f bits speak for one person", link);
    return blockers.isEmpty()
        ? "They are apart although " + score + "; the next resolution may join them."
        : "They are apart: " + score + "; " + blockers.getFirst().sentence();
  }

  private List<Blocker> blockers(
      List<StoredProfile> left, List<StoredProfile> right, @Nullable Double link) {
    var blockers = new ArrayList<Blocker>();
    database.with(sql -> {
      decided(sql, left, right).ifPresent(blockers::add);
      sharedSource(left, right).ifPresent(blockers::add);
      if (link == null) {
        blockers.add(new Blocker("unreadable", "A key is destroyed or frozen.", null));
      }
      blockers.addAll(finding(shared(sql, ids(left), ids(right))));
      return blockers.size();
    });
    if (link != null && link <= ProfileResolver.SETTINGS.threshold()) {
      blockers.add(new Blocker("evidence", "what is known of them does not suffice.", null));
    }
    return blockers;
  }

  private static Optional<Blocker> decided(
      Sql sql, List<StoredProfile> left, List<StoredProfile> right) throws SQLException {
    var all = new HashSet<>(ids(left));
    all.addAll(ids(right));
    return Decisions.among(sql, all).stream()
        .filter(d -> d.verdict() == Verdict.DIFFERENT)
        .filter(d -> ids(left).contains(d.pair().a()) != ids(left).contains(d.pair().b()))
        .findFirst()
        .map(d -> {
          var id = Ids.text(Ids.DECISION, d.decision());
          return new Blocker("decision", "a person decided that they are two (" + id + ").", id);
        });
  }

  private Optional<Blocker> sharedSource(List<StoredProfile> left, List<StoredProfile> right) {
    var shared = new TreeSet<>(left.stream().map(StoredProfile::source).toList());
    shared.retainAll(right.stream().map(StoredProfile::source).toList());
    shared.retainAll(sources.duplicateFree());
    return shared.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Blocker(
                "source",
                "source " + shared.getFirst() + " has each person once and knows both.",
                null));
  }

  private static List<Blocker> finding(List<Shared> shared) {
    if (shared.isEmpty()) {
      return List.of(
          new Blocker(
              "never_compared", "they share no value by which candidates are found.", null));
    }
    var common =
        shared.stream()
            .filter(Shared::tooCommon)
            .map(value -> value.rule().name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.toCollection(TreeSet::new));
    if (common.isEmpty()) {
      return List.of();
    }
    var all = shared.stream().allMatch(Shared::tooCommon);
    return List.of(
        new Blocker(
            "too_common",
            "what they share is held by too many to find candidates ("
                + String.join(", ", common)
                + ")"
                + (all ? "." : "; other shared values do find them."),
            null));
  }

  private static List<Shared> shared(Sql sql, Set<ProfileId> left, Set<ProfileId> right)
      throws SQLException {
    var values = blocks(sql, left);
    values.retainAll(blocks(sql, right));
    return sql.query(
        "select v.value, (select count(*) from (select from profile_block b"
            + " where b.value = v.value limit ?) held),"
            + " exists (select from generic_value g where g.block = v.value)"
            + " from unnest(?::int8[]) as v(value)",
        row -> new Shared(BlockValue.rule(row.getLong(1)), row.getInt(2), row.getBoolean(3)),
        MOST_HOLDERS,
        sql.longs(values));
  }

  private static Set<Long> blocks(Sql sql, Set<ProfileId> side) throws SQLException {
    var values = new TreeSet<Long>();
    ProfileStore.blocks(sql, side).values().forEach(values::addAll);
    return values;
  }

  private List<StoredProfile> side(@Nullable String text) {
    List<StoredProfile> side;
    if (text != null && text.startsWith("cus_")) {
      var row = customers.find(Ids.customer(text)).orElseThrow(CustomerShow::nobody);
      side = profiles.members(row.id()).stream().limit(MOST_PROFILES).toList();
    } else {
      side = profiles.load(List.of(Ids.profile(text)));
    }
    if (side.isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND, "There is no such profile.");
    }
    return side;
  }

  private static Set<ProfileId> ids(List<StoredProfile> side) {
    return side.stream().map(StoredProfile::id).collect(Collectors.toSet());
  }
}
