package dev.lethe.service.fanout.connector.featurestore;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Feast's hashes as Redis holds them: one per entity, with the fields of all of its views. */
final class OnlineStore {

  private final RedisCalls calls;

  OnlineStore(RedisCalls calls) {
    this.calls = calls;
  }

  /** Of each hash, whether it has the field. */
  List<Boolean> have(List<byte[]> keys, byte[] field) {
    return calls.each(keys, key -> Request.cmd(Command.HEXISTS).arg(key).arg(field)).stream()
        .map(answer -> answer != null && answer.toString().equals("1"))
        .toList();
  }

  /** Of each hash, its fields; none for a hash that is not there. */
  List<List<byte[]>> fields(List<byte[]> keys) {
    return calls.each(keys, key -> Request.cmd(Command.HKEYS).arg(key)).stream()
        .map(OnlineStore::bytes)
        .toList();
  }

  /** Of each hash, the values of some fields, null where it lacks one. */
  List<List<byte @Nullable []>> values(List<byte[]> keys, List<byte[]> fields) {
    return calls.each(keys, key -> with(Request.cmd(Command.HMGET).arg(key), fields)).stream()
        .map(OnlineStore::bytesOrNull)
        .toList();
  }

  /** Those of the keys that hold a hash; the database may hold other things too. */
  List<byte[]> hashesAmong(List<byte[]> keys) {
    List<@Nullable Response> types = calls.each(keys, key -> Request.cmd(Command.TYPE).arg(key));
    List<byte[]> hashes = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Response type = types.get(i);
      if (type != null && type.toString().equals("hash")) {
        hashes.add(keys.get(i));
      }
    }
    return hashes;
  }

  void unlink(List<byte[]> keys) {
    calls.each(keys, key -> Request.cmd(Command.UNLINK).arg(key));
  }

  void remove(List<byte[]> keys, List<byte[]> fields) {
    calls.each(keys, key -> with(Request.cmd(Command.HDEL).arg(key), fields));
  }

  /** Shows the keys of all hashes and of whatever else the database holds. */
  void scan(Consumer<byte[]> seen) {
    calls.scan(seen);
  }

  /** Text fields of a hash that is Lethe's own. */
  Map<String, String> read(String key) {
    var fields = new LinkedHashMap<String, String>();
    Response all = calls.one(Request.cmd(Command.HGETALL).arg(key));
    if (all != null) {
      all.getKeys().forEach(name -> fields.put(name, all.get(name).toString()));
    }
    return fields;
  }

  void write(String key, Map<String, String> fields, Duration lifetime) {
    Request set = Request.cmd(Command.HSET).arg(key);
    fields.forEach((name, value) -> set.arg(name).arg(value));
    calls.one(set);
    calls.one(Request.cmd(Command.EXPIRE).arg(key).arg(lifetime.toSeconds()));
  }

  private static Request with(Request request, List<byte[]> arguments) {
    arguments.forEach(request::arg);
    return request;
  }

  private static List<byte[]> bytes(@Nullable Response answer) {
    List<byte[]> all = new ArrayList<>();
    if (answer != null) {
      answer.forEach(field -> all.add(field.toBytes()));
    }
    return all;
  }

  private static List<byte @Nullable []> bytesOrNull(@Nullable Response answer) {
    List<byte @Nullable []> all = new ArrayList<>();
    if (answer != null) {
      for (int i = 0; i < answer.size(); i++) {
        Response value = answer.get(i);
        all.add(value == null ? null : value.toBytes());
      }
    }
    return all;
  }
}
