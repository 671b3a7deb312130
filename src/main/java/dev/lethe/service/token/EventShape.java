package dev.lethe.service.token;

import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.piicatalog.FieldPath;
import dev.lethe.piicatalog.FieldRule;
import dev.lethe.piicatalog.SubjectRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A dataset's policy made ready for many events: its paths as a tree that is walked with them. */
final class EventShape {
  private final DatasetPolicy policy;
  private final Place root = new Place("");

  private EventShape(DatasetPolicy policy) {
    this.policy = policy;
  }

  static EventShape of(DatasetPolicy policy) {
    var shape = new EventShape(policy);
    policy.fields().forEach((path, rule) -> shape.place(path).rule = rule);
    policy.identifiers().forEach((path, kind) -> shape.place(path).identifier = kind);
    for (var subject : policy.subjects()) {
      shape.ask(subject);
    }
    return shape;
  }

  private void ask(SubjectRule subject) {
    place(subject.field()).asked = true;
    if (subject.whenField() != null) {
      place(subject.whenField()).asked = true;
    }
  }

  private Place place(String path) {
    var place = root;
    for (var step : FieldPath.parse(path).steps()) {
      place = step.equals(FieldPath.ELEMENT) ? place.list() : place.child(step);
    }
    return place;
  }

  DatasetPolicy policy() {
    return policy;
  }

  Place root() {
    return root;
  }

  /** The field classes that go out as tokens. */
  Set<String> tokenized() {
    return policy.fields().values().stream()
        .map(EventShape::fieldClass)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static Optional<String> fieldClass(FieldRule rule) {
    return switch (rule) {
      case FieldRule.Tokenize(var _, String name) -> Optional.of(name);
      case FieldRule.Form(var _, String name) -> Optional.of(name);
      case FieldRule.Seal(String name) -> Optional.of(name);
      case FieldRule.Pass _, FieldRule.Drop _, FieldRule.Subject _ -> Optional.empty();
    };
  }

  /** Where a value may stand in an event. */
  static final class Place {
    private final String path;
    private final Map<String, Place> properties = new HashMap<>();
    private @Nullable Place elements;
    private @Nullable FieldRule rule;
    private @Nullable String identifier;
    private boolean asked;

    private Place(String path) {
      this.path = path;
    }

    private Place child(String name) {
      return properties.computeIfAbsent(name, n -> new Place(path.isEmpty() ? n : path + "." + n));
    }

    private Place list() {
      if (elements == null) {
        elements = new Place(path + FieldPath.ELEMENT);
      }
      return elements;
    }

    String path() {
      return path;
    }

    @Nullable Place property(String name) {
      return properties.get(name);
    }

    boolean isObject() {
      return !properties.isEmpty();
    }

    /** What each value of a list that stands here is; null where no list may. */
    @Nullable Place elements() {
      return elements;
    }

    /** What happens to a single value here; null where none may stand. */
    @Nullable FieldRule rule() {
      return rule;
    }

    /** The kind of identifier that stands here. */
    @Nullable String identifier() {
      return identifier;
    }

    /** Whether the value says, or helps to say, whose the event is. */
    boolean asked() {
      return asked;
    }

    /** Whether whatever stands here goes on in some form, unless it is refused. */
    boolean stays() {
      return rule instanceof FieldRule.Pass
          || rule instanceof FieldRule.Tokenize
          || rule instanceof FieldRule.Form
          || rule instanceof FieldRule.Seal;
    }
  }
}
