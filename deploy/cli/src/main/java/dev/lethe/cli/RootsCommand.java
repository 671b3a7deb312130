package dev.lethe.cli;

import dev.lethe.cryptovault.root.FileRootKeyStore;
import dev.lethe.cryptovault.root.Share;
import dev.lethe.cryptovault.root.ShareFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Works on the file of root keys, without the service. */
@Command(
    name = "roots",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the vault's root key file, shows what is in it, changes what opens it.",
      "Needs no service and no network. Prints no key, passphrase or share."
    })
final class RootsCommand {

  /** A command on one root key file. */
  abstract static class OnFile implements Callable<Integer> {
    @Option(names = "--file", required = true, paramLabel = "FILE", description = "Root key file.")
    private Path file = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    private final SecureRandom random = new SecureRandom();

    final FileRootKeyStore open(RootLocks.Present present) {
      return FileRootKeyStore.open(file, present.opener(spec.commandLine().getErr()), random);
    }

    final Path file() {
      return file;
    }

    final SecureRandom random() {
      return random;
    }

    final int say(String words) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(words);
      out.flush();
      return Exit.DONE;
    }

    final void keep(Path folder, List<Share> shares) {
      ShareFiles.write(folder, shares);
      shares.forEach(share -> say("Wrote " + folder.resolve(ShareFiles.nameOf(share))));
      say("Give each to another person, then remove them here: nobody can make them again.");
    }
  }

  /** Makes an empty file. */
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a root key file without keys; the service fills it.")
  static final class Create extends OnFile {
    @Mixin private RootLocks.Next next = new RootLocks.Next();

    @Override
    public Integer call() {
      FileRootKeyStore.create(
          file(), next.locks(), shares -> keep(next.folder(), shares), random());
      return say("Made " + file());
    }
  }

  /** Opens a file. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Opens a root key file; says its epochs and what it opens with.")
  static final class Show extends OnFile {
    @Mixin private RootLocks.Present present = new RootLocks.Present();

    @Override
    public Integer call() {
      RootLocks.requireFile(file());
      try (FileRootKeyStore store = open(present)) {
        say("epochs: " + store.epochs());
        return say("opens with: " + String.join(" or ", store.locks()));
      }
    }
  }

  /** Changes the locks. */
  @Command(
      name = "lock",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a root key file open with a new passphrase, new shares, or either, and with nothing",
        "else. Also gives it a new key: former passphrases and shares open former copies only.",
        "Restart the service with the new ones afterwards."
      })
  static final class Lock extends OnFile {
    @Mixin private RootLocks.Present present = new RootLocks.Present();
    @Mixin private RootLocks.Next next = new RootLocks.Next();

    @Override
    public Integer call() {
      RootLocks.requireFile(file());
      try (FileRootKeyStore store = open(present)) {
        store.relock(next.locks(), shares -> keep(next.folder(), shares));
        return say(file() + " now opens with: " + String.join(" or ", store.locks()));
      }
    }
  }
}
