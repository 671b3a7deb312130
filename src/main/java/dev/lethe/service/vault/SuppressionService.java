package dev.lethe.service.vault;

import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Remembers erased people's identifiers as keyed fingerprints, so that their late or replayed data
 * can be kept out without keeping the identifiers. Values are expected normalised.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class SuppressionService {
  private final VaultDatabase database;
  private final VaultService vault;
  private final InstantSource clock;

  SuppressionService(VaultDatabase database, VaultService vault, InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** The domain under which the keys of a source are suppressed. */
  public static String sourceKeys(String source) {
    return "source_key/" + source;
  }

  /**
   * Suppresses values for a request, beside what other requests suppress.
   *
   * @return false, and nothing is done, when the request's suppressions were lifted or taken back
   */
  public boolean suppress(String domain, Collection<String> values, String requestId) {
    var fingerprints = fingerprints(domain, List.copyOf(values));
    return database.atOnce(sql -> {
      queueUp(sql);
      if (!sql.query("select 1 from suppression_ended where request_id = ?", row -> true, requestId)
          .isEmpty()) {
        return false;
      }
      sql.update(
          "insert into suppression select ?, f, ?, ? from unnest(?::bytea[]) as f"
              + " on conflict do nothing",
          domain,
          requestId,
          clock.instant(),
          sql.bytes(fingerprints));
      return true;
    });
  }

  /** Whoever changes the list waits here for who does so at the same time. */
  private static void queueUp(Sql sql) throws SQLException {
    sql.update("update suppression_version set version = version + 1");
  }

  /**
   * Grows whenever somebody is suppressed, or let in again. Who saw it before asking, and sees the
   * same number afterwards, has missed nobody.
   */
  public long version() {
    return database
        .with(sql -> sql.query("select version from suppression_version", row -> row.getLong(1)))
        .getFirst();
  }

  /** Whether each value is suppressed, in the order of the values. */
  public List<Boolean> suppressed(String domain, List<String> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    var fingerprints = fingerprints(domain, values);
    var found = find(domain, fingerprints);
    return fingerprints.stream().map(f -> found.contains(ByteBuffer.wrap(f))).toList();
  }

  /** The same for values of many domains, in the order of each domain's values, in one query. */
  public Map<String, List<Boolean>> suppressed(Map<String, List<String>> values) {
    var prints = new LinkedHashMap<String, List<byte[]>>();
    values.forEach((domain, some) -> prints.put(domain, fingerprints(domain, some)));
    var found = find(prints);
    var answers = new LinkedHashMap<String, List<Boolean>>();
    prints.forEach((domain, some) ->
        answers.put(domain, some.stream().map(f -> found.contains(ByteBuffer.wrap(f))).toList()));
    return answers;
  }

  /** A fingerprint is made under its domain, so it names the domain too. */
  private Set<ByteBuffer> find(Map<String, List<byte[]>> prints) {
    var domains = new ArrayList<String>();
    var fingerprints = new ArrayList<byte[]>();
    prints.forEach((domain, some) -> {
      some.forEach(print -> domains.add(domain));
      fingerprints.addAll(some);
    });
    return database.with(sql ->
        new HashSet<>(
            sql.query(
                "select s.fingerprint from unnest(?::text[], ?::bytea[]) as k(domain, print)"
                    + " join suppression s on s.domain = k.domain and s.fingerprint = k.print",
                row -> ByteBuffer.wrap(row.getBytes(1)),
                sql.texts(domains),
                sql.bytes(fingerprints))));
  }

  private Set<ByteBuffer> find(String domain, List<byte[]> fingerprints) {
    return database.with(sql ->
        new HashSet<>(
            sql.query(
                "select fingerprint from suppression"
                    + " where domain = ? and fingerprint = any(?)",
                row -> ByteBuffer.wrap(row.getBytes(1)),
                domain,
                sql.bytes(fingerprints))));
  }

  /** The requests that suppress any of these values, given by their domains. */
  public Set<String> requests(Map<String, ? extends Collection<String>> values) {
    var requests = new TreeSet<String>();
    values.forEach((domain, some) -> {
      var prints = fingerprints(domain, List.copyOf(some));
      requests.addAll(
          database.with(sql ->
              sql.query(
                  "select distinct request_id from suppression"
                      + " where domain = ? and fingerprint = any(?)",
                  row -> row.getString(1),
                  domain,
                  sql.bytes(prints))));
    });
    return requests;
  }

  /**
   * Lets values in again that these requests suppressed; what others suppress stays so. The
   * requests suppress nothing any more afterwards.
   *
   * @param values by their domains; those that are not suppressed are no error
   * @return how many values were suppressed
   */
  public int lift(Map<String, ? extends Collection<String>> values, Collection<String> requests) {
    var prints = new LinkedHashMap<String, List<byte[]>>();
    values.forEach((domain, some) -> prints.put(domain, fingerprints(domain, List.copyOf(some))));
    return database.atOnce(sql -> {
      end(sql, requests);
      int lifted = 0;
      for (var domain : prints.entrySet()) {
        lifted +=
            sql.query(
                    "with gone as (delete from suppression where domain = ?"
                        + " and fingerprint = any(?) and request_id = any(?) returning fingerprint)"
                        + " select distinct fingerprint from gone",
                    row -> true,
                    domain.getKey(),
                    sql.bytes(domain.getValue()),
                    sql.texts(requests))
                .size();
      }
      return lifted;
    });
  }

  /** Takes back what a request suppressed, for good; what others suppress stays so. */
  public void takeBack(String domain, Collection<String> values, String requestId) {
    var fingerprints = fingerprints(domain, List.copyOf(values));
    database.atOnce(sql -> {
      end(sql, List.of(requestId));
      return sql.update(
          "delete from suppression where domain = ? and fingerprint = any(?) and request_id = ?",
          domain,
          sql.bytes(fingerprints),
          requestId);
    });
  }

  private void end(Sql sql, Collection<String> requests) throws SQLException {
    queueUp(sql);
    sql.update(
        "insert into suppression_ended select r, ? from unnest(?::text[]) as r"
            + " on conflict do nothing",
        clock.instant(),
        sql.texts(requests));
  }

  private List<byte[]> fingerprints(String domain, List<String> values) {
    return vault.blindIndex("suppression/" + domain, values);
  }
}
