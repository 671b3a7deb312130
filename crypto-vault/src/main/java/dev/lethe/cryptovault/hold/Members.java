package dev.lethe.cryptovault.hold;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.proof.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Members that a statement about exported keys must have. */
final class Members {
  private Members() {}

  static Json.Obj object(Json.Obj in, String name) {
    if (in.get(name).orElse(null) instanceof Json.Obj value) {
      return value;
    }
    throw new HoldException("the file has no object \"" + name + "\"");
  }

  static List<Json.Obj> objects(Json.Obj in, String name) {
    var objects = new ArrayList<Json.Obj>();
    for (var item : items(in, name)) {
      if (!(item instanceof Json.Obj object)) {
        throw new HoldException("what \"" + name + "\" lists is no object");
      }
      objects.add(object);
    }
    return objects;
  }

  static List<KeyId> keys(Json.Obj in, String name) {
    var keys = new ArrayList<KeyId>();
    for (var item : items(in, name)) {
      keys.add(key(item instanceof Json.Str(String text) ? text : ""));
    }
    return keys;
  }

  private static List<Json> items(Json.Obj in, String name) {
    if (in.get(name).orElse(null) instanceof Json.Arr(List<Json> items)) {
      return items;
    }
    throw new HoldException("the file has no list \"" + name + "\"");
  }

  static KeyId key(Json.Obj in, String name) {
    return key(text(in, name));
  }

  private static KeyId key(String text) {
    try {
      return KeyId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new HoldException("the file names a key that is none", e);
    }
  }

  static String text(Json.Obj in, String name) {
    if (in.get(name).orElse(null) instanceof Json.Str(String value)) {
      return value;
    }
    throw new HoldException("the file has no text \"" + name + "\"");
  }

  static Instant moment(Json.Obj in, String name) {
    try {
      return Instant.parse(text(in, name));
    } catch (DateTimeException e) {
      throw new HoldException("the file has no moment \"" + name + "\"", e);
    }
  }
}
