package dev.lethe.piicatalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a stream of events is pseudonymised. Every field that an event may carry has exactly one
 * rule.
 *
 * @param dataset the name under which pipelines send it
 * @param subjects tried in this order; the first that speaks and whose field has a value names the
 *     person
 * @param fields path ({@link FieldPath}) to rule, for leaves only
 * @param identifiers path to the kind of identifier ({@link #IDENTIFIER_KINDS}) that stands there;
 *     each is the event's own person's, and an erased one stops the event
 * @param suppressed what happens to events of a person who was erased
 * @param unlisted what happens to a field without a rule
 * @param profileOutput the output field of the profile pseudonym
 * @param customerOutput the output field of the customer id
 * @param keyOutput the output field of the key under which tokens of suites 3 and 4 are made; null
 *     where there are none
 */
public record DatasetPolicy(
    String dataset,
    List<SubjectRule> subjects,
    Map<String, FieldRule> fields,
    Map<String, String> identifiers,
    Suppressed suppressed,
    Unlisted unlisted,
    String profileOutput,
    String customerOutput,
    @Nullable String keyOutput) {

  /** The kinds of identifiers by which erased people are known again. */
  public static final Set<String> IDENTIFIER_KINDS =
      Set.of("email", "phone", "loyalty_id", "device_id", "cookie_id", "national_id");

  /** What happens to events of a suppressed person. */
  public enum Suppressed {
    /**
     * The event goes on without its person: fields that name it are gone, tokens and pseudonyms are
     * null.
     */
    STRIP,
    /** The event is held back, sealed, for a while, and its line answers a problem. */
    QUARANTINE
  }

  /**
   * What happens to a field that the policy does not list. Passing it in clear is never an option.
   */
  public enum Unlisted {
    /** The event's line answers a problem. */
    REJECT,
    /** The field disappears. */
    DROP
  }

  /** The person that an event names. */
  public record NamedSubject(String source, String key) {}

  /** Copies the collections. */
  public DatasetPolicy {
    Objects.requireNonNull(dataset, "dataset");
    subjects = List.copyOf(subjects);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    identifiers = Collections.unmodifiableMap(new LinkedHashMap<>(identifiers));
  }

  /**
   * The person that an event names, or nothing where no rule finds a value.
   *
   * @param event reads a leaf of the event by dotted path; null where absent
   */
  public Optional<NamedSubject> subjectOf(Function<String, @Nullable String> event) {
    for (SubjectRule rule : subjects) {
      String key = event.apply(rule.field());
      if (key != null && !key.isBlank() && rule.speaks(event)) {
        return Optional.of(new NamedSubject(rule.source(), key));
      }
    }
    return Optional.empty();
  }
}
