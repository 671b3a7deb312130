package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  @TempDir Path folder;

  @Test
  void secretEndsBeforeTheLineBreak() throws IOException {
    var file = Files.writeString(folder.resolve("pin"), " 12\n34 \r\n\n");
    assertThat(SecretFile.read(file).borrow()).isEqualTo(" 12\n34 ".getBytes(UTF_8));
  }

  @Test
  void missingOrEmptyFileIsNamed() throws IOException {
    var empty = Files.writeString(folder.resolve("empty"), "\n");
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> SecretFile.read(empty))
        .withMessage("the secret file empty is empty");
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> SecretFile.read(folder.resolve("none")))
        .withMessage("cannot read the secret file none");
  }

  @Test
  void filesThatOthersCanReachAreTold() throws IOException {
    var file = Files.writeString(folder.resolve("pin"), "1234");
    for (var open : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rwx--x---"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
      assertThat(SecretFile.isOpenToOthers(file)).as(open).isTrue();
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(SecretFile.isOpenToOthers(file)).isFalse();
    assertThat(SecretFile.isOpenToOthers(folder.resolve("none"))).isFalse();
  }
}
