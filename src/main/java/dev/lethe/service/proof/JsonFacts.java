package dev.lethe.service.proof;

import dev.lethe.cryptovault.proof.Json;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns plain facts into JSON that can be hashed; refuses what has no exact form. */
public final class JsonFacts {
  private static final int LONGEST_TEXT = 2_000;

  private JsonFacts() {}

  /** Returns an object with these members. */
  public static Json.Obj object(Map<?, ?> facts) {
    Json.ObjBuilder object = Json.object();
    new TreeMap<>(named(facts)).forEach((name, value) -> object.put(name, of(value)));
    return object.build();
  }

  private static Map<String, Object> named(Map<?, ?> facts) {
    Map<String, Object> named = new TreeMap<>();
    facts.forEach((name, value) -> {
      if (value != null) {
        named.put(String.valueOf(name), value);
      }
    });
    return named;
  }

  /** Returns the JSON form of one fact. */
  public static Json of(@Nullable Object fact) {
    return switch (fact) {
      case null -> new Json.Null();
      case Json json -> json;
      case String text -> text(text);
      case Boolean truth -> Json.of(truth);
      case Integer number -> Json.of(number);
      case Long number -> Json.of(number);
      case Double number -> new Json.Num(number);
      case Enum<?> constant -> Json.of(constant.name());
      case TemporalAccessor time -> Json.of(time.toString());
      case Map<?, ?> facts -> object(facts);
      case Collection<?> facts -> Json.array(facts.stream().map(JsonFacts::of).toList());
      default ->
          throw new IllegalArgumentException("no JSON form for " + fact.getClass().getSimpleName());
    };
  }

  private static Json text(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("a fact's text is too long: " + text.length());
    }
    return Json.of(text);
  }
}
