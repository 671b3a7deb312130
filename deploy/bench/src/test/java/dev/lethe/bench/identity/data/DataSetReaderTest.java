package dev.lethe.bench.identity.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.bench.identity.IdentityEvaluation;
import dev.lethe.bench.identity.metrics.Quality;
import dev.lethe.identitygraph.normalise.RawAttributes;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataSetReaderTest {

  private static final String MAPPING =
      """
      {
        "country": "GB",
        "files": [{"path": "people.csv", "source": "crm"}, {"path": "more.csv"}],
        "duplicate_free_sources": "crm",
        "rows": {"kind": "person"},
        "truth": {"person": {"columns": "id", "pattern": "rec-(\\\\d+)-.*"}},
        "profile": {
          "full_name": {"columns": ["first", "last"], "join": " "},
          "email": ["mail", "second mail"],
          "phone": {"columns": "phone", "prefix": "0"},
          "address": {"city": {"columns": ["town", "village"]}, "region": {"constant": "Kent"}}
        }
      }
      """;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void files() throws IOException {
    Files.writeString(
        folder.resolve("people.csv"),
        """
        id, first,last,mail,second mail,phone,town,village,kind
        rec-1-org, Ada ,Smith,a@b.example,c@d.example,123,,Wye,person
        rec-1-dup-0,Ada,,,,,Deal,Wye,person
        rec-9-org,Smith Ltd,,,,,,,company
        """);
    Files.writeString(folder.resolve("more.csv"), "id,kind,first\nrec-2-org,person,\"Bo\"\n");
  }

  @Test
  void rowsBecomeProfilesAsTheMappingSays() throws IOException {
    var set = read(MAPPING);

    assertThat(set.duplicateFreeSources()).containsExactly("crm");
    assertThat(set.profiles())
        .extracting(RawProfile::source)
        .containsExactlyInAnyOrder("crm", "crm", "more.csv");
    assertThat(set.profiles()).extracting(RawProfile::country).containsOnly("GB");
    assertThat(set.profiles())
        .extracting(RawProfile::attributes)
        .containsExactlyInAnyOrder(
            raw("Ada Smith", List.of("a@b.example", "c@d.example"), List.of("0123"), "Wye"),
            raw("Ada", List.of(), List.of(), "Deal"),
            raw("Bo", List.of(), List.of(), null));
  }

  @Test
  void theTruthIsKeptFromTheProfilesAndReachesTheMetrics() throws IOException {
    var set = read(MAPPING);
    var everybody = set.profiles().stream().map(RawProfile::id).toList();

    assertThat(Quality.of(List.of(everybody), set.truth()).precision()).isEqualTo(1.0 / 3);
  }

  @Test
  void theSameFilesAlwaysGiveTheSameIdsAndOrder() throws IOException {
    assertThat(read(MAPPING).profiles()).isEqualTo(read(MAPPING).profiles());
  }

  @Test
  void truthMayStandInAFileOfItsOwn() throws IOException {
    Files.writeString(
        folder.resolve("key.csv"), "who,id\nx,rec-1-org\nx,rec-1-dup-0\ny,rec-2-org\n");
    var set =
        read(
            MAPPING.replaceFirst(
                "\"truth\":.*",
                "\"truth\": {\"person\": \"who\", \"file\": \"key.csv\", \"key\": \"id\"},"));

    var everybody = set.profiles().stream().map(RawProfile::id).toList();
    assertThat(Quality.of(List.of(everybody), set.truth()).precision()).isEqualTo(1.0 / 3);
  }

  @Test
  void whatIsNotSoundIsRefusedWithThePlaceAndWithoutValues() {
    assertThatThrownBy(() -> read(MAPPING.replace("\"town\"", "\"tonw\"")))
        .hasMessageContaining("tonw");
    assertThatThrownBy(() -> read(MAPPING.replace("rec-", "row-")))
        .hasMessage("row 2 of people.csv has no truth");
    assertThatThrownBy(() -> read(MAPPING.replace("more.csv", "none.csv")))
        .hasMessageContaining("none.csv is not there");
    assertThatThrownBy(() -> IdentityMapping.read(MAPPING.replace("full_name", "fullname")))
        .hasMessageContaining("fullname");
    assertThatThrownBy(() -> IdentityMapping.read(MAPPING.replace("(\\\\d+)", "\\\\d+")))
        .hasMessageContaining("group");
    assertThatThrownBy(() -> IdentityMapping.read("{}")).isInstanceOf(IOException.class);
  }

  @Test
  void everyShippedMappingIsSound() throws IOException {
    for (var set : IdentityEvaluation.MAPPED) {
      assertThat(IdentityEvaluation.mapping(set).files()).isNotEmpty();
    }
  }

  private DataSet read(String mapping) throws IOException {
    return DataSetReader.read("people", IdentityMapping.read(mapping), folder);
  }

  private static RawAttributes raw(
      String name,
      List<String> emails,
      List<String> phones,
      @org.jspecify.annotations.Nullable String city) {
    return new RawAttributes(
        null,
        null,
        null,
        name,
        emails,
        phones,
        null,
        null,
        List.of(new RawAddress(null, null, null, city, "Kent", null, null)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }
}
