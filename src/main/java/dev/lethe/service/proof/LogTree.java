package dev.lethe.service.proof;

import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.LogInclusion;
import dev.lethe.cryptovault.proof.MerkleTree;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives committed log entries their places in the hash tree and proves them; one writer at a time.
 */
@ApplicationScoped
class LogTree {
  private static final int CHUNK = 5_000;
  private static final long WRITER_LOCK = 0x4c6f_6754_7265_65L;

  private final AgroalDataSource dataSource;

  LogTree(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Adds entries that wait, and returns how many were added. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int grow() {
    try (Connection connection = dataSource.getConnection()) {
      lock(connection);
      List<Waiting> waiting = takeWaiting(connection);
      StoredNodes nodes = new StoredNodes(connection);
      long size = size(connection);
      for (Waiting entry : waiting) {
        nodes.append(new MerkleTree(nodes, size).append(entry.leafHash()));
        placeLeaf(connection, size++, entry.seq());
      }
      nodes.store();
      return waiting.size();
    } catch (SQLException e) {
      throw new ProofStoreException("could not grow the log tree", e);
    }
  }

  /** Returns the inclusion part for an entry, if it already has its place. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Optional<Json.Obj> inclusion(long seq) {
    String sql =
        "select e.seq, e.at, e.type, e.actor, e.request, e.body, l.index"
            + " from log_entry e join log_leaf l using (seq) where e.seq = ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, seq);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        LogEntry entry = AuditService.entry(rows);
        return Optional.of(inclusion(connection, entry, rows.getLong(7)));
      }
    } catch (SQLException e) {
      throw new ProofStoreException("could not prove a log entry", e);
    }
  }

  private static Json.Obj inclusion(Connection connection, LogEntry entry, long index)
      throws SQLException {
    long size = size(connection);
    MerkleTree tree = new MerkleTree(new StoredNodes(connection), size);
    return LogInclusion.of(entry.json(), index, size, tree.root(), tree.inclusionPath(index));
  }

  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, WRITER_LOCK);
      lock.execute();
    }
  }

  private static List<Waiting> takeWaiting(Connection connection) throws SQLException {
    String sql =
        "with taken as (delete from log_pending where seq in"
            + " (select seq from log_pending order by seq limit ?) returning seq)"
            + " select e.seq, e.leaf_hash from taken join log_entry e using (seq) order by e.seq";
    List<Waiting> waiting = new ArrayList<>();
    try (PreparedStatement take = connection.prepareStatement(sql)) {
      take.setInt(1, CHUNK);
      try (ResultSet rows = take.executeQuery()) {
        while (rows.next()) {
          waiting.add(new Waiting(rows.getLong(1), rows.getBytes(2)));
        }
      }
    }
    return waiting;
  }

  private static long size(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select coalesce(max(index) + 1, 0) from log_leaf");
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void placeLeaf(Connection connection, long index, long seq) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into log_leaf (index, seq) values (?, ?)")) {
      insert.setLong(1, index);
      insert.setLong(2, seq);
      insert.executeUpdate();
    }
  }

  private record Waiting(long seq, byte[] leafHash) {}

  /** Reads hashes from the table, and holds new ones until they are stored. */
  private static final class StoredNodes implements MerkleTree.Nodes {
    private record Place(int level, long index) {}

    private final Connection connection;
    private final Map<Place, byte[]> fresh = new HashMap<>();

    StoredNodes(Connection connection) {
      this.connection = connection;
    }

    void append(List<MerkleTree.Node> nodes) {
      nodes.forEach(node -> fresh.put(new Place(node.level(), node.index()), node.hash()));
    }

    void store() throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into log_node (level, index, hash) values (?, ?, ?)")) {
        for (Map.Entry<Place, byte[]> node : fresh.entrySet()) {
          insert.setInt(1, node.getKey().level());
          insert.setLong(2, node.getKey().index());
          insert.setBytes(3, node.getValue());
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }

    @Override
    public byte[] hash(int level, long index) {
      byte[] held = fresh.get(new Place(level, index));
      return held != null ? held : stored(level, index);
    }

    private byte[] stored(int level, long index) {
      String sql = "select hash from log_node where level = ? and index = ?";
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setInt(1, level);
        select.setLong(2, index);
        try (ResultSet rows = select.executeQuery()) {
          if (rows.next()) {
            return rows.getBytes(1);
          }
          throw new IllegalStateException("the log tree lacks node " + level + "/" + index);
        }
      } catch (SQLException e) {
        throw new ProofStoreException("could not read the log tree", e);
      }
    }
  }
}
