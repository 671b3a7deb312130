package dev.lethe.bench.retailer.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.lethe.identitygraph.normalise.RawAttributes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrowdTest {

  private static final int SIZE = 60_000;
  private static final List<CrowdProfile> CROWD = crowd(1, SIZE);

  @Test
  void thereAreExactlyAsManyProfilesAsAskedForUnderDistinctIds() {
    assertThat(CROWD).hasSize(SIZE);
    assertThat(CROWD.stream().map(CrowdProfile::id)).doesNotHaveDuplicates();
    assertThat(CROWD.stream().map(CrowdProfile::source)).containsOnly("pos", "web", "app", "site");
  }

  @Test
  void theSameSeedAndSizeGiveTheSameCrowd() {
    assertThat(crowd(1, 500)).isEqualTo(crowd(1, 500));
    assertThat(crowd(2, 500)).isNotEqualTo(crowd(1, 500));
  }

  @Test
  void idsDoNotFollowTheOrderOfPeople() {
    var ordered = 0;
    for (var i = 1; i < SIZE; i++) {
      ordered += CROWD.get(i - 1).id().compareTo(CROWD.get(i).id()) < 0 ? 1 : 0;
    }
    assertThat(ordered).isBetween(SIZE * 48 / 100, SIZE * 52 / 100);
  }

  @Test
  void somePhonesAndMailboxesAreSharedAndATillsPhoneIsOnManyCustomers() {
    var phones = owners(raw -> raw.phones());
    var mails = owners(raw -> raw.emails());

    assertThat(phones.values()).anyMatch(owners -> owners.size() > 10);
    assertThat(share(phones)).isBetween(.02, .3);
    assertThat(share(mails)).isBetween(.002, .1);
    assertThat(owners(raw -> raw.loyaltyIds()).values()).allMatch(owners -> owners.size() == 1);
    assertThat(owners(raw -> raw.deviceIds()).values()).allMatch(owners -> owners.size() == 1);
  }

  @Test
  void namesAreManyAndTheFrequentOnesAreFrequent() {
    var families =
        CROWD.stream()
            .map(profile -> profile.attributes().familyName())
            .filter(name -> name != null)
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

    assertThat(families.size()).isGreaterThan(5_000);
    assertThat(families.values()).anyMatch(count -> count > SIZE / 600);
    assertThat(families.values()).allMatch(count -> count < SIZE / 50);
  }

  @Test
  void theFileHoldsEveryProfileWithItsTruth(@TempDir Path folder) throws IOException {
    var file = folder.resolve("crowd.csv");
    CrowdFile.write(file, 1, 100);

    try (var csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      var rows = csv.stream().toList();
      assertThat(rows.getFirst().getHeader()).isEqualTo(CrowdFile.COLUMNS);
      assertThat(rows)
          .extracting(row -> row.getField("person"))
          .containsExactlyElementsOf(
              crowd(1, 100).stream().map(profile -> "" + profile.person()).toList());
    }
  }

  private static double share(Map<String, Set<Integer>> owners) {
    return (double) owners.values().stream().filter(people -> people.size() > 1).count()
        / owners.size();
  }

  private static Map<String, Set<Integer>> owners(Function<RawAttributes, List<String>> values) {
    var owners = new HashMap<String, Set<Integer>>();
    for (var profile : CROWD) {
      for (var value : values.apply(profile.attributes())) {
        owners.computeIfAbsent(value, key -> new HashSet<>()).add(profile.person());
      }
    }
    return owners;
  }

  private static List<CrowdProfile> crowd(long seed, int size) {
    var profiles = new ArrayList<CrowdProfile>();
    Crowd.make(seed, size, profiles::add);
    return profiles;
  }
}
