package dev.lethe.service.catalog;

import dev.lethe.piicatalog.Asset;
import dev.lethe.piicatalog.Catalog;
import dev.lethe.piicatalog.Coverage;
import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.piicatalog.Field;
import dev.lethe.piicatalog.FieldRule;
import dev.lethe.piicatalog.Suite;
import dev.lethe.piicatalog.Target;
import dev.lethe.piicatalog.TokenRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What is known about where personal data lies. Answers come from a copy in memory that is never
 * more than {@value #CHECK_SECONDS} second behind the database, whichever node changed it.
 */
@ApplicationScoped
public class CatalogService {
  static final int CHECK_SECONDS = 1;

  private final CatalogStore store;
  private final InstantSource clock;
  private final Config config;
  private final AtomicReference<@Nullable Copy> copy = new AtomicReference<>();

  CatalogService(CatalogStore store, InstantSource clock, Config config) {
    this.store = store;
    this.clock = clock;
    this.config = config;
  }

  private record Copy(CatalogStore.Versioned content, Instant checkedAt) {}

  /** Every target, by name. */
  public List<Target> targets() {
    return catalog().targets();
  }

  /** Every asset with its fields, by target and name. */
  public List<Asset> assets() {
    return catalog().assets();
  }

  /**
   * How events of this data set are pseudonymised, or nothing where no such data set is declared.
   */
  public Optional<DatasetPolicy> dataset(String name) {
    return catalog().policies().stream()
        .filter(policy -> policy.dataset().equals(name))
        .findFirst();
  }

  /**
   * How values of a field class become tokens, or nothing where the catalog says nothing or more
   * than one thing.
   */
  public Optional<TokenRule> tokenRule(String fieldClass) {
    List<TokenRule> rules =
        Stream.concat(storedRules(fieldClass), streamRules(fieldClass)).distinct().toList();
    return rules.size() == 1 ? Optional.of(rules.getFirst()) : Optional.empty();
  }

  /**
   * Which personal fields a request reaches; a target without connection settings is not reached.
   */
  public Coverage coverage() {
    Catalog catalog = catalog();
    List<Target> reached =
        catalog.targets().stream()
            .map(target -> connected(target) ? target : new Target(target.name(), null))
            .toList();
    return Coverage.of(reached, catalog.assets());
  }

  /** Whether this deployment has connection settings for the target, of the connector it names. */
  public boolean connected(Target target) {
    return config
        .getOptionalValue("lethe.targets." + target.name() + ".connector", String.class)
        .filter(kind -> kind.equals(target.connector()))
        .isPresent();
  }

  /**
   * Takes a file: for every data set that it declares, its assets and policy replace what was
   * there. Data sets that it does not name stay as they are.
   */
  CatalogChange replace(Catalog file, String actor) {
    CatalogChange change = store.replace(file, actor);
    copy.set(null);
    return change;
  }

  private Stream<TokenRule> storedRules(String fieldClass) {
    return assets().stream()
        .flatMap(asset -> asset.fields().stream())
        .filter(field -> field.fieldClass().equals(fieldClass))
        .map(Field::token)
        .flatMap(Stream::ofNullable);
  }

  private Stream<TokenRule> streamRules(String fieldClass) {
    return catalog().policies().stream()
        .flatMap(policy -> policy.fields().values().stream())
        .map(rule -> tokenRule(rule, fieldClass))
        .flatMap(Optional::stream);
  }

  private static Optional<TokenRule> tokenRule(FieldRule rule, String fieldClass) {
    return switch (rule) {
      case FieldRule.Tokenize(Suite suite, String name) when name.equals(fieldClass) ->
          Optional.of(new TokenRule(suite, null));
      case FieldRule.Form(TokenRule token, String name) when name.equals(fieldClass) ->
          Optional.of(token);
      case FieldRule.Seal(String name) when name.equals(fieldClass) ->
          Optional.of(new TokenRule(Suite.RANDOM, null));
      default -> Optional.empty();
    };
  }

  private Catalog catalog() {
    Instant now = clock.instant();
    Copy held = copy.get();
    if (held == null) {
      return hold(store.read(), now);
    }
    if (Duration.between(held.checkedAt(), now).abs().toSeconds() < CHECK_SECONDS) {
      return held.content().catalog();
    }
    boolean fresh = store.version() == held.content().version();
    return hold(fresh ? held.content() : store.read(), now);
  }

  private Catalog hold(CatalogStore.Versioned content, Instant now) {
    copy.set(new Copy(content, now));
    return content.catalog();
  }
}
