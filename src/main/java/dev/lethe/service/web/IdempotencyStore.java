package dev.lethe.service.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Remembers for a day which idempotent calls were made and what was answered. */
@ApplicationScoped
class IdempotencyStore {
  private static final Duration KEPT = Duration.ofHours(24);
  // A call that never answered (its node died) may be tried again after this time.
  private static final Duration ABANDONED = Duration.ofMinutes(2);

  private final DataSource lethe;
  private final InstantSource clock;

  IdempotencyStore(DataSource lethe, InstantSource clock) {
    this.lethe = lethe;
    this.clock = clock;
  }

  sealed interface Claim {
    record New() implements Claim {}

    record Answered(int status, String mediaType, @Nullable String etag, @Nullable String body)
        implements Claim {}
  }

  Claim claim(String key, String bodyHash) {
    Instant now = clock.instant();
    try (Connection c = lethe.getConnection()) {
      if (insert(c, key, bodyHash, now)) {
        return new Claim.New();
      }
      return earlier(c, key, bodyHash);
    } catch (SQLException e) {
      throw new ProblemException(ProblemType.UNAVAILABLE, "The database did not answer.");
    }
  }

  private static boolean insert(Connection c, String key, String bodyHash, Instant now)
      throws SQLException {
    String sql =
        """
        insert into idempotency_key as k (key, body_hash, claimed_at) values (?, ?, ?)
        on conflict (key) do update set body_hash = excluded.body_hash, claimed_at = excluded.claimed_at,
          status = null, media_type = null, etag = null, body = null
        where k.claimed_at < ? or (k.status is null and k.claimed_at < ?)
        """;
    try (PreparedStatement s = c.prepareStatement(sql)) {
      s.setString(1, key);
      s.setString(2, bodyHash);
      s.setTimestamp(3, Timestamp.from(now));
      s.setTimestamp(4, Timestamp.from(now.minus(KEPT)));
      s.setTimestamp(5, Timestamp.from(now.minus(ABANDONED)));
      return s.executeUpdate() == 1;
    }
  }

  private static Claim earlier(Connection c, String key, String bodyHash) throws SQLException {
    String sql =
        "select body_hash, status, media_type, etag, body from idempotency_key where key = ?";
    try (PreparedStatement s = c.prepareStatement(sql)) {
      s.setString(1, key);
      try (ResultSet r = s.executeQuery()) {
        if (!r.next() || r.getObject("status") == null) {
          throw new ProblemException(
              ProblemType.IDEMPOTENCY_IN_PROGRESS, "Wait for the first call, then ask again.");
        }
        if (!bodyHash.equals(r.getString("body_hash"))) {
          throw new ProblemException(
              ProblemType.IDEMPOTENCY_MISMATCH, "Use a new key for a call with another body.");
        }
        return new Claim.Answered(
            r.getInt("status"),
            r.getString("media_type"),
            r.getString("etag"),
            r.getString("body"));
      }
    }
  }

  void answer(
      String key, int status, String mediaType, @Nullable String etag, @Nullable String body) {
    String sql =
        "update idempotency_key set status = ?, media_type = ?, etag = ?, body = ? where key = ?";
    try (Connection c = lethe.getConnection();
        PreparedStatement s = c.prepareStatement(sql)) {
      s.setInt(1, status);
      s.setString(2, mediaType);
      s.setString(3, etag);
      s.setString(4, body);
      s.setString(5, key);
      s.executeUpdate();
    } catch (SQLException e) {
      throw new ProblemException(ProblemType.UNAVAILABLE, "The database did not answer.");
    }
  }

  void release(String key) {
    try (Connection c = lethe.getConnection();
        PreparedStatement s =
            c.prepareStatement("delete from idempotency_key where key = ? and status is null")) {
      s.setString(1, key);
      s.executeUpdate();
    } catch (SQLException e) {
      throw new ProblemException(ProblemType.UNAVAILABLE, "The database did not answer.");
    }
  }
}
