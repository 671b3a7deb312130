package dev.lethe.cryptovault.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An I-JSON value (RFC 7493): what RFC 8785 can put into one canonical form. Immutable; numbers are
 * IEEE 754 doubles, so an integer beyond 2^53 is refused rather than rounded.
 */
public sealed interface Json {

  /** The largest integer that a double holds exactly together with all smaller ones. */
  long MAX_SAFE_INTEGER = (1L << 53) - 1;

  /** An object; keeps the order it was given in, which the canonical form does not depend on. */
  record Obj(Map<String, Json> members) implements Json {
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Returns the member of this name, if there is one. */
    public Optional<Json> get(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /** Returns a copy without the member of this name. */
    public Obj without(String name) {
      Map<String, Json> rest = new LinkedHashMap<>(members);
      rest.remove(name);
      return new Obj(rest);
    }

    /** Returns a copy with this member set. */
    public Obj with(String name, Json value) {
      Map<String, Json> all = new LinkedHashMap<>(members);
      all.put(name, value);
      return new Obj(all);
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** A string without lone surrogates. */
  record Str(String value) implements Json {
    public Str {
      requireScalarValues(value);
    }
  }

  /** A finite number. */
  record Num(double value) implements Json {
    public Num {
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw new IllegalArgumentException("JSON has no " + value);
      }
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** Null. */
  record Null() implements Json {}

  /** Returns a string value. */
  static Json of(String value) {
    return new Str(value);
  }

  /** Returns a number that is exactly this integer, or refuses one that a double would round. */
  static Json of(long value) {
    if (Math.abs(value) > MAX_SAFE_INTEGER) {
      throw new IllegalArgumentException("integer beyond 2^53: " + value);
    }
    return new Num(value);
  }

  /** Returns a boolean value. */
  static Json of(boolean value) {
    return new Bool(value);
  }

  /** Reads one JSON text; see {@link JsonReader#read}. */
  static Json parse(String text) {
    return new JsonReader(text).read();
  }

  /** Returns a builder for an object. */
  static ObjBuilder object() {
    return new ObjBuilder();
  }

  /** Returns an array of these values. */
  static Arr array(List<? extends Json> items) {
    return new Arr(new ArrayList<>(items));
  }

  private static void requireScalarValues(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("string holds half of a surrogate pair at " + i);
      }
    }
  }

  /** Collects the members of an object. */
  final class ObjBuilder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    private ObjBuilder() {}

    /** Sets a member. */
    public ObjBuilder put(String name, Json value) {
      members.put(name, value);
      return this;
    }

    /** Sets a string member. */
    public ObjBuilder put(String name, String value) {
      return put(name, of(value));
    }

    /** Sets an integer member. */
    public ObjBuilder put(String name, long value) {
      return put(name, of(value));
    }

    /** Sets a boolean member. */
    public ObjBuilder put(String name, boolean value) {
      return put(name, of(value));
    }

    /** Returns the object. */
    public Obj build() {
      return new Obj(members);
    }
  }
}
