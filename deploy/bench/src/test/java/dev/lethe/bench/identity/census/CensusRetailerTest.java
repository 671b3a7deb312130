package dev.lethe.bench.identity.census;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.bench.identity.data.RawProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CensusRetailerTest {

  private static final String HEAD =
      "year,simulant_id,household_id,housing_type,first_name,middle_initial,last_name,"
          + "date_of_birth,sex,age,street_number,street_name,unit_number\n";

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void census() throws IOException {
    var lines = new StringBuilder(HEAD);
    for (var home = 0; home < 200; home++) {
      var family = "Fam" + (char) ('a' + home % 26) + (char) ('a' + home / 26);
      person(lines, home, 0, "Household", "Margaret", family, "1980-03-09");
      person(lines, home, 1, "Household", "Robert", family, "2011-05-07");
      person(lines, home, 2, "Household", "Susan", family, "2011-05-07");
    }
    person(lines, 900, 0, "College", "Ada", "Dorm", "2001-01-02");
    person(lines, 900, 1, "College", "Bo", "Dorm", "2001-01-02");
    lines.append("2030,x,h,Household,Later,L,Later,2000-01-01 00:00:00,Male,30,1,street,\n");
    file = Files.writeString(folder.resolve("census.csv"), lines);
  }

  @Test
  void everybodyOfTheYearHasOneToThreeProfilesInDifferentSources() throws IOException {
    var set = CensusRetailer.read("town", file).set();

    assertThat(set.profiles()).hasSizeBetween(602, 3 * 602);
    assertThat(set.profiles()).extracting(RawProfile::source).containsOnly("web", "pos", "app");
    assertThat(set.profiles()).noneMatch(p -> "Later".equals(p.attributes().givenName()));
    assertThat(CensusRetailer.read("town", file).set().profiles()).isEqualTo(set.profiles());
  }

  @Test
  void slipsNicknamesGapsAndSharedMailboxesAreThere() throws IOException {
    var profiles = CensusRetailer.read("town", file).set().profiles();
    var names = new HashSet<String>();
    profiles.forEach(p -> names.add(String.valueOf(p.attributes().givenName())));

    assertThat(names).contains("Bob", "Peggy", "Sue", "M", "Robert").hasSizeGreaterThan(30);
    assertThat(profiles).anyMatch(p -> p.attributes().birthDate() == null);
    assertThat(profiles).anyMatch(p -> "1980-09-03".equals(p.attributes().birthDate()));
    assertThat(profiles.stream().flatMap(p -> p.attributes().emails().stream()).toList())
        .anyMatch(email -> email.startsWith("the."))
        .anyMatch(email -> !email.startsWith("the."));
  }

  @Test
  void mixingTwinsAndHousematesIsCounted() throws IOException {
    var town = CensusRetailer.read("town", file);
    var everybody = town.set().profiles().stream().map(RawProfile::id).toList();
    var nobody = everybody.stream().map(List::of).toList();

    assertThat(town.twins().size()).isEqualTo(200);
    assertThat(town.housemates().size()).isEqualTo(600);
    assertThat(town.twins().mixed(List.of(everybody), town.set().truth())).isEqualTo(200);
    assertThat(town.housemates().mixed(nobody, town.set().truth())).isZero();
  }

  private static void person(
      StringBuilder lines,
      int home,
      int number,
      String kind,
      String given,
      String family,
      String born) {
    var id = home + "_" + number;
    var age = 2020 - Integer.parseInt(born.substring(0, 4));
    lines.append(
        "2020,%s,%d,%s,%s,Q,%s,%s 00:00:00,%s,%d,%d,maple street,%n"
            .formatted(
                id, home, kind, given, family, born, number == 1 ? "Male" : "Female", age, home));
  }
}
