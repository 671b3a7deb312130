package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.CountingRandom;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a root key file opens with. */
class RootFileLocksTest {
  private static final byte[] HERE = {1};
  private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
  private static final ShareTerms TWO_OF_THREE = new ShareTerms(2, 3);

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("roots");
  }

  @Test
  void anyTwoOfThreeSharesOpenTheFile() {
    var shares = create(shared(TWO_OF_THREE));
    byte[] sealed;
    try (var store = open(shares.subList(0, 2))) {
      store.create(1);
      sealed = store.seal(1, page(), HERE);
    }
    for (var some :
        List.of(
            List.of(shares.get(0), shares.get(2)), List.of(shares.get(2), shares.get(1)), shares)) {
      try (var store = open(some)) {
        assertThat(store.open(1, sealed, HERE).sameAs(page())).isTrue();
        assertThat(store.locks()).containsExactly("2of3 shares");
      }
    }
    refused(List.of(shares.get(0)), "2 shares are needed, and there are only 1");
    refusedPassphrase("correct", "has no such lock");
  }

  @Test
  void passphraseAndSharesOpenTheSameFile() {
    var shares = create(both("correct", TWO_OF_THREE));
    open("correct").create(1);
    assertThat(open(shares).epochs()).containsExactly(1L);
    assertThat(open("correct").locks()).containsExactly("passphrase", "2of3 shares");
  }

  @Test
  void sharesOfAnotherFileAreTold() {
    create(shared(TWO_OF_THREE));
    var others = new ArrayList<Share>();
    FileRootKeyStore.create(folder.resolve("other"), shared(TWO_OF_THREE), others::addAll, random);
    refused(others, "does not open this root key file");
  }

  @Test
  void changedShareIsNamedAlthoughItsCheckIsRight() {
    var shares = create(shared(TWO_OF_THREE));
    var bytes = shares.get(1).value().borrow().clone();
    bytes[5] ^= 1;
    var forged =
        new Share(TWO_OF_THREE, 2, shares.get(1).set(), SecretBytes.takeOwnershipOf(bytes));
    refused(List.of(shares.get(0), Share.parse(forged.reveal())), "share 2 of 3");
    refused(List.of(shares.get(0), forged), "has been changed");
    var otherTerms = new ArrayList<Share>();
    for (int i = 0; i < 2; i++) {
      otherTerms.add(
          new Share(
              new ShareTerms(2, 4),
              i + 1,
              shares.get(i).set(),
              SecretBytes.takeCopyOf(shares.get(i).value().borrow())));
    }
    refused(otherTerms, "does not open this root key file");
  }

  @Test
  void newLocksShutTheFormerOnesOut() throws IOException {
    var before = create(both("former", TWO_OF_THREE));
    var after = new ArrayList<Share>();
    try (var store = open("former")) {
      store.create(1);
      store.relock(both("latter", new ShareTerms(3, 4)), after::addAll);
      store.create(2);
    }
    refused(before, "no longer does");
    refusedPassphrase("former", "the passphrase does not open the root key file");
    assertThat(open("latter").epochs()).containsExactly(1L, 2L);
    try (var store = open(after)) {
      store.relock(passphrase("third"), shares -> fail("no shares were asked for"));
    }
    refused(after, "has no such lock");
    assertThat(open("third").epochs()).containsExactly(1L, 2L);
  }

  @Test
  void sharesThatCannotBeKeptLeaveTheFileAsItIs() {
    create(passphrase("correct"));
    try (var store = open("correct")) {
      store.create(1);
      assertThatExceptionOfType(RootKeyException.class)
          .isThrownBy(() -> store.relock(shared(TWO_OF_THREE), RootFileLocksTest::refuseToKeep));
      assertThat(store.epochs()).containsExactly(1L);
      store.create(2);
    }
    assertThat(open("correct").epochs()).containsExactly(1L, 2L);
  }

  private static void refuseToKeep(List<Share> shares) {
    throw new RootKeyException("the shares cannot be written");
  }

  @Test
  void sharesLieInFilesOfTheirOwn() throws IOException {
    var shares = create(shared(TWO_OF_THREE));
    var out = folder.resolve("shares");
    ShareFiles.write(out, shares);
    var files = shares.stream().map(share -> out.resolve(ShareFiles.nameOf(share))).toList();
    assertThat(files).noneMatch(SecretFile::isOpenToOthers);
    open(ShareFiles.read(files.subList(1, 3))).create(1);
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> ShareFiles.write(out, shares))
        .withMessage("the shares cannot be written");
    Files.writeString(files.get(0), "# only a note\n");
    assertThatExceptionOfType(ShareException.class)
        .isThrownBy(() -> ShareFiles.read(files))
        .withMessageStartingWith("share-1-of-3-");
  }

  @Test
  void newLocksMeanANewFileKey() throws IOException {
    // Whoever opened the former file may have kept its key: it must not open what comes after.
    var cipher = new SecretCipher(random);
    create(passphrase("same"));
    var former = RootFileV2.parse(Files.readAllBytes(file));
    var kept = opener("same").open(former.locks().getFirst(), cipher);
    assertThat(cipher.open(kept, former.sealed(), former.header(), "file").length()).isEqualTo(8);
    open("same").relock(passphrase("same"), shares -> {});
    var latter = RootFileV2.parse(Files.readAllBytes(file));
    assertThatExceptionOfType(CorruptPageException.class)
        .isThrownBy(() -> cipher.open(kept, latter.sealed(), latter.header(), "file"));
  }

  @Test
  void otherStoreOnTheFileIsShutOutByNewLocks() {
    create(passphrase("former"));
    try (var running = open("former");
        var keeper = open("former")) {
      keeper.create(1);
      assertThat(running.epochs()).containsExactly(1L);
      keeper.relock(passphrase("latter"), shares -> {});
      assertThatExceptionOfType(RootKeyException.class).isThrownBy(running::epochs);
    }
  }

  @Test
  void sharesMakeNoFile() {
    var shares = create(shared(TWO_OF_THREE));
    assertThatExceptionOfType(ShareException.class)
        .isThrownBy(() ->
            FileRootKeyStore.open(folder.resolve("none"), RootFileOpener.shares(shares), random)
                .create(1))
        .withMessageContaining("make it first");
  }

  @Test
  void fileIsMadeOnce() {
    create(passphrase("correct"));
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> create(passphrase("other")))
        .withMessage("there is a root key file already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RootFileLocks(Optional.empty(), CHEAP, Optional.empty()));
  }

  @Test
  void everyDamagedByteOfASharedFileIsNoticed() throws IOException {
    var shares = create(shared(TWO_OF_THREE));
    var bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      var damaged = bytes.clone();
      damaged[i] ^= 0x10;
      Files.write(file, damaged);
      assertThatExceptionOfType(RootKeyException.class)
          .as("byte %d", i)
          .isThrownBy(() -> open(shares).create(1));
    }
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatExceptionOfType(RootKeyException.class)
          .as("%d bytes", length)
          .isThrownBy(() -> open(shares));
    }
  }

  @Test
  void fileOfVersionOneOpensAndIsWrittenAsVersionTwo() throws IOException {
    // Written by the version 1 of this class: epoch 1 destroyed, epoch 2 alive.
    Files.write(
        file,
        HexFormat.of()
            .parseHex(
                "4c54485201000000400000000100000001e70625446382a1c0dffe1d3c5b7a99b8"
                    + "d2f1102f4e6d8cabcae9082772c2614e2e16b520b564a57e03774829863f4988"
                    + "03cacd476010bb9415b8d3fa08e0663671989df71ec3e98a67e67857b4f9e324"
                    + "dfba2b97bda9789ece5c698d"));
    var sealed =
        HexFormat.of().parseHex("527190afceed0c2b4a6988a7b84acc3b1e745651bccfaee28790c366250f43ee");
    try (var store = open("correct")) {
      assertThat(store.epochs()).containsExactly(2L);
      assertThat(store.open(2, sealed, HERE).borrow()).isEqualTo(new byte[4]);
      assertThatExceptionOfType(RootKeyDestroyedException.class).isThrownBy(() -> store.create(1));
      store.create(3);
    }
    assertThat(Files.readAllBytes(file)).startsWith('L', 'T', 'H', 'R', 2);
    try (var store = open("correct")) {
      assertThat(store.open(2, sealed, HERE).borrow()).isEqualTo(new byte[4]);
    }
    refusedPassphrase("wrong", "the passphrase does not open the root key file");
  }

  @Test
  void fileOfVersionTwoStaysAsItIs() throws IOException {
    var counting = new CountingRandom();
    try (var store = FileRootKeyStore.open(file, opener("correct"), counting)) {
      store.relock(both("correct", new ShareTerms(2, 2)), shares -> {});
      store.create(1);
    }
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
        .isEqualTo(
            "4c544852020201001c000000400000000100000001e70625446382a1c0dffe1d"
                + "3c5b7a99b8d7f61534537291b0cfee0d2cc984c6690dfb3b58a87d2d0afc1cec"
                + "e485ae8db630f8439980e5891b1594f9060bc9530cdb60197c09d7d3c45db699"
                + "c802002a0202354435364b323537e2a631763a542cae9a1bb22fb7845e43640e"
                + "d14a4022de0d69b63c2d5263445986a5c4e30221405f7e9dbcdb9ab3943c86b5"
                + "3624bf1ea32674a2907c591ce1e1fbc66915d0ee59eec4fd910f0c59c6072198"
                + "feed109c174270fc530b4e6d8cabcae90827466584a3d7dc8e40a9680c3db505"
                + "908235dbb4c949abd19397709765efec3c347ff1274c88c5dd83ae9c166dd718"
                + "e0eeb6b21f8775c467b82bbc7b1b767cd2865a997639");
  }

  @Test
  void closedStoreOpensNothing() {
    create(passphrase("correct"));
    var store = open("correct");
    store.close();
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(store::epochs)
        .withMessageContaining("closed");
  }

  private List<Share> create(RootFileLocks locks) {
    var made = new ArrayList<Share>();
    FileRootKeyStore.create(file, locks, made::addAll, random);
    return made;
  }

  private FileRootKeyStore open(String passphrase) {
    return FileRootKeyStore.open(file, opener(passphrase), random);
  }

  private FileRootKeyStore open(List<Share> shares) {
    return FileRootKeyStore.open(file, RootFileOpener.shares(shares), random);
  }

  private void refused(List<Share> shares, String reason) {
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> open(shares))
        .withMessageContaining(reason);
  }

  private void refusedPassphrase(String passphrase, String reason) {
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> open(passphrase))
        .withMessageContaining(reason);
  }

  private static RootFileOpener opener(String passphrase) {
    return RootFileOpener.passphrase(secret(passphrase), CHEAP);
  }

  private static RootFileLocks passphrase(String passphrase) {
    return new RootFileLocks(Optional.of(secret(passphrase)), CHEAP, Optional.empty());
  }

  private static RootFileLocks shared(ShareTerms terms) {
    return new RootFileLocks(Optional.empty(), CHEAP, Optional.of(terms));
  }

  private static RootFileLocks both(String passphrase, ShareTerms terms) {
    return new RootFileLocks(Optional.of(secret(passphrase)), CHEAP, Optional.of(terms));
  }

  private static SecretBytes secret(String text) {
    return SecretBytes.takeOwnershipOf(text.getBytes(UTF_8));
  }

  private static SecretBytes page() {
    return SecretBytes.takeOwnershipOf(new byte[8192]);
  }
}
