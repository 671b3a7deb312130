package dev.lethe.piicatalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.piicatalog.DatasetPolicy.Suppressed;
import dev.lethe.piicatalog.DatasetPolicy.Unlisted;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FidesDatasetsTest {

  private static final String SHOP =
      """
      dataset:
        - fides_key: shop
          name: The shop's database
          meta: {owner: web team, lethe: {target: shopdb, connector: warehouse, action: erase}}
          collections:
            - name: orders
              data_categories: [user.behavior.purchase_history]
              fields:
                - name: customer_id
                  data_categories: [user.unique_id]
                  fides_meta:
                    identity: customer
                    primary_key: true
                    references: [{dataset: crm, field: person.id, direction: from}]
                - name: billing
                  fields:
                    - name: street
                      data_categories: [user.contact.address.street]
                      meta: {lethe: {action: retain, retention: {period: P10Y, law: "AO 147"}}}
                    - name: note
                      meta: {lethe: {suite: 1, retention: P90D}}
      """;

  private static final String STREAM =
      """
      dataset:
        - fides_key: clicks
          meta: {lethe: {stream: {suppressed: strip, unlisted: drop, output: {profile: who}}}}
          collections:
            - name: click
              fields:
                - name: member
                  data_categories: [user.unique_id]
                  meta: {lethe: {subject: [{source: pos, when: {where.channel: store}}, {source: web}]}}
                - name: cookie
                  data_categories: [user.device.cookie_id]
                  meta: {lethe: {subject: [{source: anonymous}]}}
                - {name: session, data_categories: [user.unique_id], meta: {lethe: {suite: 2}}}
                - {name: agent, data_categories: [user.device.device_id], meta: {lethe: {treat: drop}}}
                - name: where
                  fields:
                    - {name: channel, data_categories: [system.operations]}
      """;

  @Test
  void nestedFieldsBecomeDottedPathsWithInheritedSettings() throws Exception {
    Asset orders = FidesDatasets.read(SHOP).assets().getFirst();

    assertThat(orders.target()).isEqualTo("shopdb");
    assertThat(orders.fields())
        .extracting(Field::path)
        .containsExactly("customer_id", "billing.street", "billing.note");
    assertThat(orders.subjectKeyFields()).isEqualTo(Map.of("customer", "customer_id"));
    assertThat(orders.actions()).containsExactly(Action.ERASE, Action.RETAIN);
    assertThat(orders.fields().get(1).categories())
        .containsExactly("user.behavior.purchase_history", "user.contact.address.street");
    assertThat(orders.fields().get(1).retention())
        .isEqualTo(new Retention(Period.ofYears(10), "AO 147"));
    assertThat(orders.fields().get(2).token()).isEqualTo(new TokenRule(Suite.RANDOM, null));
    assertThat(orders.fields().get(2).fieldClass()).isEqualTo("note");
    assertThat(orders.fields().get(0).references())
        .containsExactly(new Field.Reference("crm", "person.id", "from"));
    assertThat(orders.fields().get(0).primaryKey()).isTrue();
  }

  @Test
  void targetCarriesItsConnector() throws Exception {
    assertThat(FidesDatasets.read(SHOP).targets())
        .containsExactly(new Target("shopdb", "warehouse"));
  }

  @Test
  void streamBecomesAPolicyAndNoAsset() throws Exception {
    Catalog catalog = FidesDatasets.read(STREAM);

    assertThat(catalog.assets()).isEmpty();
    assertThat(catalog.targets()).isEmpty();
    DatasetPolicy policy = catalog.policies().getFirst();
    assertThat(policy.suppressed()).isEqualTo(Suppressed.STRIP);
    assertThat(policy.unlisted()).isEqualTo(Unlisted.DROP);
    assertThat(policy.profileOutput()).isEqualTo("who");
    assertThat(policy.customerOutput()).isEqualTo("customer");
    assertThat(policy.fields())
        .containsEntry("session", new FieldRule.Tokenize(Suite.DETERMINISTIC, "session"))
        .containsEntry("agent", new FieldRule.Drop())
        .containsEntry("where.channel", new FieldRule.Pass())
        .containsEntry("member", new FieldRule.Subject());
  }

  @Test
  void firstRuleThatSpeaksNamesTheSubject() throws Exception {
    DatasetPolicy policy = FidesDatasets.read(STREAM).policies().getFirst();

    assertThat(policy.subjectOf(Map.of("member", "7", "where.channel", "store")::get))
        .contains(new NamedSubject("pos", "7"));
    assertThat(policy.subjectOf(Map.of("member", "7", "cookie", "c")::get))
        .contains(new NamedSubject("web", "7"));
    assertThat(policy.subjectOf(Map.of("member", " ", "cookie", "c")::get))
        .contains(new NamedSubject("anonymous", "c"));
    assertThat(policy.subjectOf(Map.of("session", "s")::get)).isEmpty();
  }

  @Test
  void fieldsOfSuites3And4NameTheirAlphabetAndSuite4MayLeaveItOut() throws CatalogFileException {
    assertThat(sessionRule("suite: 3, alphabet: digits_and_upper_letters"))
        .isEqualTo(
            new FieldRule.Form(
                new TokenRule(Suite.FORMAT_PRESERVING, Alphabet.DIGITS_AND_UPPER_LETTERS),
                "session"));
    assertThat(sessionRule("suite: 4, alphabet: digits, field_class: pin"))
        .isEqualTo(new FieldRule.Form(new TokenRule(Suite.STORED, Alphabet.DIGITS), "pin"));
    assertThat(sessionRule("suite: 4"))
        .isEqualTo(new FieldRule.Form(new TokenRule(Suite.STORED, null), "session"));
  }

  @Test
  void streamsTellTheKeyOfSuites3And4OnlyWhereTheyHaveSome() throws CatalogFileException {
    var output = STREAM.replace("{profile: who}", "{profile: who, key: under}");
    assertThat(FidesDatasets.read(STREAM).policies().getFirst().keyOutput()).isNull();
    assertThat(
            FidesDatasets.read(STREAM.replace("suite: 2", "suite: 4"))
                .policies()
                .getFirst()
                .keyOutput())
        .isEqualTo("key");
    assertThat(
            FidesDatasets.read(output.replace("suite: 2", "suite: 4"))
                .policies()
                .getFirst()
                .keyOutput())
        .isEqualTo("under");
    assertThatThrownBy(() -> FidesDatasets.read(output))
        .isInstanceOf(CatalogFileException.class)
        .hasMessageContaining("no field of the event has suite 3 or 4");
  }

  private static FieldRule sessionRule(String lethe) throws CatalogFileException {
    var policies = FidesDatasets.read(STREAM.replace("suite: 2", lethe)).policies();
    return requireNonNull(policies.getFirst().fields().get("session"));
  }

  @Test
  void whatHasFewValuesIsNotForSuite3HoweverLong() {
    for (var key : List.of("user.demographic.date_of_birth", "user.contact.address.postal_code")) {
      var file =
          STREAM
              .replace("suite: 2", "suite: 3, alphabet: digits")
              .replace(
                  "session, data_categories: [user.unique_id]",
                  "session, data_categories: [" + key + "]");
      assertThatThrownBy(() -> FidesDatasets.read(file))
          .isInstanceOf(CatalogFileException.class)
          .hasMessageContaining("there are too few of " + key + " for suite 3; use suite 4");
    }
  }

  @Test
  void identifyingFieldCannotPassAStreamInClear() {
    assertThatThrownBy(
            () -> FidesDatasets.read(STREAM.replace("treat: drop", "field_class: agent")))
        .isInstanceOf(CatalogFileException.class)
        .hasMessageContaining("user.device.device_id points at a person");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "user.unique_id]|user.uniqueid]|10|$.dataset[0].collections[0].fields[0].data_categories[0]|not a known data category",
        "name: billing|nmae: billing|15|$.dataset[0].collections[0].fields[1].nmae|unknown key",
        "action: retain|action: forget|19|$.dataset[0].collections[0].fields[1].fields[0].meta.lethe.action|is not an action",
        "P10Y|ten years|19|$.dataset[0].collections[0].fields[1].fields[0].meta.lethe.retention.period|ISO-8601",
        "suite: 1|suite: 7|21|$.dataset[0].collections[0].fields[1].fields[1].meta.lethe.suite|expected 1, 2, 3 or 4",
        "suite: 1|suite: 3|21|$.dataset[0].collections[0].fields[1].fields[1].meta.lethe.suite|suite 3 needs an alphabet: one of [digits, ",
        "suite: 1|suite: 2, alphabet: digits|21|$.dataset[0].collections[0].fields[1].fields[1].meta.lethe.alphabet|belongs to suite 3 or 4",
        "suite: 1|alphabet: digits|21|$.dataset[0].collections[0].fields[1].fields[1].meta.lethe.alphabet|belongs to suite 3 or 4",
        "suite: 1|suite: 4, alphabet: runes|21|$.dataset[0].collections[0].fields[1].fields[1].meta.lethe.alphabet|not an alphabet; expected one of [digits, ",
        "name: note|name: street|20|$.dataset[0].collections[0].fields[1].fields[1]|twice",
        "suite: 1|treat: drop|21|$.dataset[0].collections[0].fields[1].fields[1].meta.lethe.treat|belongs to a stream",
        "identity: customer|identity: The Customer|12|$.dataset[0].collections[0].fields[0].fides_meta.identity|subject key kind",
        "primary_key: true|primary_key: perhaps|13|$.dataset[0].collections[0].fields[0].fides_meta.primary_key|true or false",
        ", law: \"AO 147\"||19|$.dataset[0].collections[0].fields[1].fields[0].meta.lethe.action|retain needs a retention with its law",
        "name: orders|name: !secret orders|6|$.dataset[0].collections[0].name|is refused",
        "fides_key: shop|fides_key: shop/2|2|$.dataset[0].fides_key|fides_key",
      })
  void mistakeIsReportedWithItsPathAndLine(
      String right, String wrong, int line, String path, String message) {
    String yaml = SHOP.replaceFirst(Pattern.quote(right), wrong == null ? "" : wrong);

    CatalogFileException refused =
        catchThrowableOfType(CatalogFileException.class, () -> FidesDatasets.read(yaml));

    assertThat(refused).isNotNull();
    assertThat(refused.problems())
        .anySatisfy(problem -> {
          assertThat(problem.path()).isEqualTo(path);
          assertThat(problem.line()).isEqualTo(line);
          assertThat(problem.message()).contains(message);
        });
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    String yaml = SHOP.replace("user.unique_id", "user.nobody").replace("suite: 1", "suite: 9");

    CatalogFileException refused =
        catchThrowableOfType(CatalogFileException.class, () -> FidesDatasets.read(yaml));

    assertThat(refused.problems()).hasSize(2);
  }

  @Test
  void repeatedDataSetAssetAndKeyAreRefused() {
    List<String> files =
        List.of(
            SHOP + SHOP.substring(SHOP.indexOf('\n') + 1),
            SHOP.replace("name: The shop's database", "fides_key: again"),
            STREAM + STREAM.substring(STREAM.indexOf('\n') + 1));

    for (String yaml : files) {
      assertThatThrownBy(() -> FidesDatasets.read(yaml))
          .isInstanceOf(CatalogFileException.class)
          .hasMessageContaining("twice");
    }
  }

  @Test
  void oneTargetHasOneConnector() {
    String second =
        SHOP.substring(SHOP.indexOf('\n') + 1)
            .replace("fides_key: shop", "fides_key: other")
            .replace("connector: warehouse", "connector: lake")
            .replace("name: orders", "name: returns");

    assertThatThrownBy(() -> FidesDatasets.read(SHOP + second))
        .hasMessageContaining("already has the connector warehouse");
  }

  @Test
  void hostileYamlIsRefusedQuickly() {
    String bomb =
        """
        dataset:
          - &a {x: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}
          - &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
          - &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
          - &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
        """;
    String circle =
        """
        dataset:
          - fides_key: a
            collections:
              - name: b
                fields: &f [{name: c, fields: *f}]
        """;
    String deep = "dataset: " + "[".repeat(10_000) + "]".repeat(10_000);
    String large = "dataset: [] #" + "x".repeat(5 * 1024 * 1024);

    for (String yaml :
        List.of(
            bomb,
            circle,
            deep,
            large,
            "",
            "dataset: [",
            "- 1",
            "a: 1",
            "\u0000",
            "!!java.net.URL [x]")) {
      assertThatThrownBy(() -> FidesDatasets.read(yaml)).isInstanceOf(CatalogFileException.class);
    }
  }
}
