package dev.lethe.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MappingTest {
  private static final String MAPPING =
      """
      source: shop
      source_key: [set, id]
      country: GB
      date_formats: [yyyyMMdd, d/M/yyyy]
      where: {type: PERSON}
      columns:
        name: full_name
        mails: {to: email, split: ";"}
        line1: address.street
        line2: address.street
        work: {to: "address[1].city"}
        born: birth_date
        land: country
      constants:
        occupation: customer
      """;

  @Test
  void rowBecomesAProfile() throws Exception {
    Mapping mapping = Mapping.read(MAPPING);
    Row row =
        row(
            "set",
            "A",
            "id",
            "7",
            "type",
            "PERSON",
            "name",
            " Ann  Lee ",
            "mails",
            "a@x.example; b@x.example;",
            "line1",
            "5",
            "line2",
            "High St",
            "work",
            "Leeds",
            "born",
            "19781211",
            "land",
            "IE");

    assertThat(mapping.concerns(row)).isTrue();
    assertThat(mapping.key(row)).contains("A:7");
    assertThat(mapping.profile(row, "A:7"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"source":"shop","source_key":"A:7","country":"IE","attributes":{"occupation":"customer",
                     "full_name":"Ann  Lee","email":["a@x.example","b@x.example"],"birth_date":"1978-12-11",
                     "address":[{"street":"5 High St"},{"city":"Leeds"}]}}
                    """));
  }

  @Test
  void emptyValuesLeaveNoTraceAndOtherRowsAreNotConcerned() throws Exception {
    Mapping mapping = Mapping.read(MAPPING);
    Row row = row("set", "A", "id", "7", "type", "ORGANIZATION", "name", " ");

    assertThat(mapping.concerns(row)).isFalse();
    assertThat(mapping.profile(row, "A:7").path("attributes").has("full_name")).isFalse();
    assertThat(mapping.key(row("set", "A", "id", ""))).isEmpty();
  }

  @Test
  void datesFollowTheFormatsInOrderAndOthersGoThroughAsTheyAre() throws Exception {
    DateReader dates = new DateReader(List.of("yyyyMMdd", "d/M/yyyy"));

    assertThat(dates.read("20240229")).isEqualTo("2024-02-29");
    assertThat(dates.read("3/12/1999")).isEqualTo("1999-12-03");
    assertThat(dates.read("20230229")).isEqualTo("20230229");
    assertThat(dates.read("about 1950")).isEqualTo("about 1950");
  }

  @Test
  void mistakesAreNamed() {
    Map<String, String> mistakes = new HashMap<>();
    mistakes.put(MAPPING.replace("full_name", "fullname"), "fullname is no attribute");
    mistakes.put(MAPPING.replace("source: shop\n", ""), "does not say source");
    mistakes.put(MAPPING.replace("address[1].city", "address[1].planet"), "is no attribute");
    mistakes.put(MAPPING.replace("yyyyMMdd", "bogus"), "is no date format");
    mistakes.put(MAPPING.replace("country: GB", "contry: GB"), "contry");
    mistakes.put(MAPPING.replace("country: GB", "source: again"), "line 3");
    mistakes.put(
        MAPPING.replace("country: GB", "source_kind: fridge"), "source_kind must be one of");
    mistakes.put("", "the mapping file is empty");
    mistakes.put("- 1", "line 1");

    mistakes.forEach((yaml, words) ->
        assertThatThrownBy(() -> Mapping.read(yaml))
            .isInstanceOf(MappingException.class)
            .hasMessageContaining(words));
  }

  private static Row row(String... cells) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      columns.put(cells[i], i + 1);
    }
    return new Row(1, List.of(cells), columns);
  }
}
