package dev.lethe.piicatalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
  private static final String STREAM =
      """
      dataset:
        - fides_key: deep
          meta: {lethe: {stream: {suppressed: strip}}}
          collections:
            - name: event
              data_categories: [system.operations]
              fields:
                - {name: who, meta: {lethe: {subject: [{source: web, when: {kind: a}}]}}}
                - {name: kind}
                - {name: note, meta: {lethe: {treat: seal}}}
                - name: "items[]"
                  fields:
                    - {name: mail, fides_meta: {identity: email}, meta: {lethe: {suite: 2}}}
                    - {name: "lost[][]", meta: {lethe: {treat: drop}}}
      """;

  @Test
  void aPathIsNamesAndLists() {
    assertThat(FieldPath.parse("order.items[].tags[][]").steps())
        .containsExactly("order", "items", "[]", "tags", "[]", "[]");
    assertThat(FieldPath.parse("a b").steps()).containsExactly("a b");
    assertThat(FieldPath.parse("order.items[].note").inList()).isTrue();
    assertThat(FieldPath.parse("order.note").inList()).isFalse();
    assertThat(FieldPath.parse("a[].b[][]").property()).hasToString("a[].b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.b", "a[].b", "grid[][]", "order.items[].note", "größe"})
  void aPathReadsWhatItWrote(String text) {
    assertThat(FieldPath.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a.", "[]", "a..b", "a[", "a[0]", "[]a", "a[]b", "a\nb", " a", "a.[]"})
  void whatIsNoPathIsRefused(String text) {
    assertThatThrownBy(() -> FieldPath.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pathsAreBounded() {
    assertThatThrownBy(() -> FieldPath.parse("a[]".repeat(1) + ".a".repeat(31)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FieldPath.parse("a".repeat(201)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStreamMayHaveListsIdentifiersAndSealedFields() throws Exception {
    DatasetPolicy policy = FidesDatasets.read(STREAM).policies().getFirst();

    assertThat(policy.fields())
        .containsEntry("note", new FieldRule.Seal("note"))
        .containsEntry("items[].mail", new FieldRule.Tokenize(Suite.DETERMINISTIC, "mail"))
        .containsEntry("items[].lost", new FieldRule.Drop());
    assertThat(policy.identifiers()).isEqualTo(Map.of("items[].mail", "email"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: who|name: \"who[]\"|cannot name it",
        "{kind: a}|{other: a}|no single field",
        "{kind: a}|{items: a}|no single field",
        "{kind: a}|{note: a}|no single field",
        "treat: seal|treat: hide|expected drop or seal",
        "{treat: seal}|{treat: seal, suite: 1}|not both",
        "name: note|name: \"no[te\"|without brackets",
        "name: kind|name: profile|would overwrite",
        "\"items[]\"|customer|would overwrite",
        "identity: email|identity: customer|identity in an event is one of",
        "{suite: 2}|{treat: seal}|becomes a token of a suite",
        "name: mail|name: \"lost[][]\"|twice",
        "name: \"items[]\"|meta: {lethe: {treat: drop}}\\n            name: \"items[]\"|no nested fields",
      })
  void mistakeInAStreamIsRefused(String right, String wrong, String message) {
    String yaml = STREAM.replace(right, wrong.replace("\\n", "\n"));
    assertThat(yaml).isNotEqualTo(STREAM);

    assertThatThrownBy(() -> FidesDatasets.read(yaml))
        .isInstanceOf(CatalogFileException.class)
        .hasMessageContaining(message);
  }

  @Test
  void listsBelongToStreams() {
    String asset =
        """
        dataset:
          - fides_key: shop
            collections: [{name: orders, fields: [{name: "items[]"}]}]
        """;
    assertThatThrownBy(() -> FidesDatasets.read(asset))
        .hasMessageContaining("belongs to a stream of events");
  }
}
