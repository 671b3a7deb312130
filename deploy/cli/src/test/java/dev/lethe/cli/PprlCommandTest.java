package dev.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PprlCommandTest {
  private static final String HEADER =
      "id,given_name,family_name,birth_date,street,address_line_2,house_number,city,postcode,region\n";
  private static final String ANNA = "Anna,Kowalski,1985-03-17,Lange Straße,,12,Köln,50667,NW\n";
  private static final String BERND = "Bernd,Oettinger,1961-11-02,Am Wall,,3,Bremen,28195,HB\n";
  private static final String CARLA = "Carla,Jimenez,1999-07-30,Hauptstr,,99,Ulm,89073,BW\n";

  @TempDir private Path folder = Path.of("");
  private Path secret = Path.of("");

  @BeforeEach
  void agree() throws IOException {
    secret =
        Files.createFile(
            folder.resolve("secret"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, "the agreed secret of two shops\n");
  }

  @Test
  void partnersFindTheirCommonPeopleByHandlesAlone() throws IOException {
    Run ours = encode("ours", HEADER + "a1," + ANNA + "a2," + BERND);
    Run theirs = encode("theirs", HEADER + "b7," + CARLA + "b8,KOWALSKI,Ana,19850317,,,,,50667,\n");
    Run match = match("ours", "theirs");

    assertThat(List.of(ours.exit(), theirs.exit(), match.exit())).containsOnly(0);
    assertThat(ours.out()).contains("2 encoded, 0 rejected");
    assertThat(ours.err()).contains("encoded 2 of 2 records").doesNotContain("others on this");
    assertThat(match.out()).contains("0 pairs of 2 and 2 records from likeness 0.8500 on");

    Run looser = match("ours", "theirs", "--threshold", "0.7");
    assertThat(looser.out()).contains("1 pairs of 2 and 2 records");
    assertThat(Files.readString(folder.resolve("matches.csv")))
        .startsWith("left,right,score,runner_up")
        .contains("a1,b8,0.8395,0.0000")
        .doesNotContainIgnoringCase("kowalski");
  }

  @Test
  void encodingsHoldNoValueAndOnlyTheirOwnerReadsThem() throws IOException {
    encode("ours", HEADER + "a1," + ANNA);

    Path file = folder.resolve("ours.clk");
    assertThat(Files.readString(file)).doesNotContainIgnoringCase("kowalski").contains("\"a1\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("ours.clk.part")).doesNotExist();
  }

  @Test
  void badRowsAreSetAsideWithTheReasonAndNeverLink() throws IOException {
    String junk = "N/A,unknown,1900-01-01,,,,,,\n";
    Run run =
        encode(
            "ours",
            HEADER
                + "a1,"
                + ANNA
                + "a1,"
                + BERND
                + "a2,"
                + junk
                + "anna@mail.de,"
                + ANNA
                + ",,,,,,,,,\n"
                + "a3\n"
                + "a4,"
                + CARLA.replace("1999-07-30", "1999-02-30"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("2 encoded, 5 rejected")
        .contains("2 values of birth_date are of no use")
        .contains("1 values of given_name are of no use");
    assertThat(Files.readString(folder.resolve("ours.clk.rejects.csv")))
        .contains("2,the id stands in the file twice")
        .contains("3,too little that can be used")
        .contains("4,\"the id is empty or has other signs")
        .contains("5,\"the id is empty")
        .contains("6,too little");
  }

  @Test
  void columnsAndDatesOfAnotherFormAreNamed() throws IOException {
    String header = "nr;Vorname;Nachname;geboren;Straße;Nr;Ort;PLZ\n";
    Run run =
        encode(
            "ours",
            header + "a1;Anna;Kowalski;17.03.1985;Lange Straße;12;Köln;50667\n",
            "--delimiter=;",
            "--id=nr",
            "--date-format=dd.MM.yyyy",
            "--column=given_name=Vorname",
            "--column=family_name=Nachname",
            "--column=birth_date=geboren",
            "--column=street=Straße",
            "--column=house_number=Nr",
            "--column=city=Ort",
            "--column=postcode=PLZ",
            "--column=address_line_2=",
            "--column=region=");
    encode("theirs", HEADER + "b1," + ANNA.replace("NW", ""));

    assertThat(run.exit()).isZero();
    assertThat(match("ours", "theirs").exit()).isZero();
    assertThat(Files.readString(folder.resolve("matches.csv"))).contains("a1,b1,1.0000,0.0000");
  }

  @Test
  void whatTheFileLacksIsSaidBeforeAnythingIsEncoded() throws IOException {
    Run run = encode("ours", "id,given_name\na1,Anna\n");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("the file has no column family_name, birth_date");
    assertThat(folder.resolve("ours.clk")).doesNotExist();
  }

  @Test
  void otherSecretsAndOtherFilesAreNotMatched() throws IOException {
    encode("ours", HEADER + "a1," + ANNA);
    Files.writeString(secret, "another secret of other shops");
    encode("theirs", HEADER + "b1," + ANNA);

    Run otherSecret = match("ours", "theirs");
    assertThat(otherSecret.exit()).isEqualTo(2);
    assertThat(otherSecret.err()).contains("under different secrets");

    Files.writeString(folder.resolve("people.clk"), HEADER);
    Run noEncodings = match("ours", "people");
    assertThat(noEncodings.exit()).isEqualTo(2);
    assertThat(noEncodings.err()).contains("line 1: not JSON").doesNotContain("given_name");
  }

  @Test
  void weakSecretsAndUnknownSchemasAreRefused() throws IOException {
    Files.writeString(secret, "short");
    assertThat(encode("ours", HEADER + "a1," + ANNA).err()).contains("shorter than 16 bytes");

    Files.writeString(secret, "the agreed secret of two shops");
    Path odd = Files.writeString(folder.resolve("odd.json"), "{\"version\": 7}");
    Run run = encode("ours", HEADER + "a1," + ANNA, "--schema=" + odd);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("not a linkage schema");
  }

  @Test
  void aSecretThatOthersCanReadIsPointedOut() throws IOException {
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(encode("ours", HEADER + "a1," + ANNA).err()).contains("others on this machine");
  }

  private Run encode(String name, String csv, String... more) throws IOException {
    Path in = Files.writeString(folder.resolve(name + ".csv"), csv);
    List<Object> words =
        new ArrayList<>(List.of("pprl", "encode", "--secret-file", secret, "--in", in));
    words.addAll(List.of("--out", folder.resolve(name + ".clk")));
    if (Arrays.stream(more).noneMatch(word -> word.startsWith("--id"))) {
      words.addAll(List.of("--id", "id"));
    }
    words.addAll(List.of(more));
    return Run.lethe(Map.of(), words.toArray());
  }

  private Run match(String left, String right, String... more) {
    List<Object> words = new ArrayList<>(List.of("pprl", "match"));
    words.addAll(List.of("--left", folder.resolve(left + ".clk")));
    words.addAll(List.of("--right", folder.resolve(right + ".clk")));
    words.addAll(List.of("--out", folder.resolve("matches.csv")));
    words.addAll(List.of(more));
    return Run.lethe(Map.of(), words.toArray());
  }
}
