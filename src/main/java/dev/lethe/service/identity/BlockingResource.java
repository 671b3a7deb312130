package dev.lethe.service.identity;

import dev.lethe.identitygraph.block.BlockingAnalysis;
import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.service.database.Sql;
import dev.lethe.service.security.Permission;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shows what finding candidates costs and finds, rule by rule. */
@Path("/api/v1/identity/blocking")
@Produces(MediaType.APPLICATION_JSON)
class BlockingResource {
  private static final int SAMPLE = 20_000;
  private static final long SEED = 20_260_101;

  private final IdentityDatabase database;

  BlockingResource(IdentityDatabase database) {
    this.database = database;
  }

  /** What all rules find together among the sampled, and each rule by itself. */
  record BlockingView(long sampled, long pairs, List<RuleView> rules) {}

  /**
   * One rule.
   *
   * @param cap the most holders of a value that still finds candidates
   * @param values different values that profiles hold
   * @param pairs comparisons that the rule asks for
   * @param tooCommon values with more holders than the cap
   * @param biggest the most holders that values have
   * @param found pairs that the rule finds among the sampled
   * @param only those of them that no other rule finds
   */
  record RuleView(
      String rule,
      int cap,
      long values,
      long pairs,
      long tooCommon,
      List<Integer> biggest,
      long found,
      long only) {}

  /**
   * Comparisons per rule, the biggest blocks, and what each rule finds that no other does; numbers
   * only. Reads every blocking value once, so it takes seconds for a million profiles. Above 20,000
   * profiles what a rule finds is counted among a sample, the same for the same profiles.
   */
  @GET
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  public BlockingView analyse() {
    BlockingAnalysis analysis = database.with(BlockingResource::analysis);
    return new BlockingView(
        analysis.sampled(),
        analysis.pairs(),
        analysis.rules().stream().map(BlockingResource::view).toList());
  }

  private static RuleView view(BlockingAnalysis.Rule rule) {
    return new RuleView(
        rule.rule().name().toLowerCase(Locale.ROOT),
        rule.rule().cap(),
        rule.values(),
        rule.pairs(),
        rule.tooCommon(),
        rule.biggest(),
        rule.found(),
        rule.only());
  }

  private static BlockingAnalysis analysis(Sql sql) throws SQLException {
    var builder = new BlockingAnalysis.Builder();
    var common = new HashSet<Long>();
    sql.each(
        "select (value >> 56)::int4, n, count(*), case when n > ? then array_agg(value) end"
            + " from (select value, count(*)::int4 as n from profile_block group by value) b"
            + " group by 1, 2",
        row -> {
          var rule = BlockValue.rule(row.getLong(1) << 56);
          int holders = row.getInt(2);
          builder.blocks(rule, holders, row.getLong(3));
          if (holders > rule.cap()) {
            common.addAll(List.of((Long[]) row.getArray(4).getArray()));
          }
          return rule;
        },
        smallestCap() - 1);
    sample(sql, builder, common);
    return builder.build();
  }

  private static int smallestCap() {
    return java.util.Arrays.stream(BlockingRule.values())
        .mapToInt(BlockingRule::cap)
        .min()
        .orElse(1);
  }

  private static void sample(Sql sql, BlockingAnalysis.Builder builder, Set<Long> common)
      throws SQLException {
    long all = sql.query("select count(*) from profile", row -> row.getLong(1)).getFirst();
    var share = Math.min(100.0, 100.0 * SAMPLE / Math.max(1, all));
    sql.each(
        "select blocks from profile tablesample bernoulli (?) repeatable (?) order by id",
        row -> {
          var finding = new HashMap<Long, BlockingRule>();
          for (var value : BlockValue.list(row.getBytes(1))) {
            if (!common.contains(value)) {
              finding.put(value, BlockValue.rule(value));
            }
          }
          return builder.sample(finding);
        },
        share,
        SEED);
  }
}
