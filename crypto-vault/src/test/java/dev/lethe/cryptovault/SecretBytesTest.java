package dev.lethe.cryptovault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SecretBytesTest {
  @Test
  void secretDoesNotPrint() {
    assertThat(SecretBytes.takeCopyOf("marked".getBytes(UTF_8)))
        .hasToString("SecretBytes[6 bytes]");
  }

  @Test
  void closingZeroesTheOwnedArray() {
    var owned = "marked".getBytes(UTF_8);
    SecretBytes.takeOwnershipOf(owned).close();
    assertThat(owned).containsOnly(0);
  }

  @Test
  void wipedSecretIsNotLent() {
    var secret = SecretBytes.takeCopyOf(new byte[3]);
    secret.close();
    assertThat(secret.isWiped()).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> secret.borrow());
  }

  @Test
  void equalContentsAreTheSame() {
    assertThat(
            SecretBytes.takeCopyOf(new byte[] {1}).sameAs(SecretBytes.takeCopyOf(new byte[] {1})))
        .isTrue();
    assertThat(
            SecretBytes.takeCopyOf(new byte[] {1}).sameAs(SecretBytes.takeCopyOf(new byte[] {2})))
        .isFalse();
  }
}
