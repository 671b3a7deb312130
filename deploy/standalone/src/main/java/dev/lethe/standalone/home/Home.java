package dev.lethe.standalone.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that keeps everything between two runs; opening it proves that it can be written. */
public record Home(Path root) {

  public static Home open(Path root) {
    var home = new Home(root);
    try {
      OwnerOnlyFile.createFolder(root);
      for (Path folder :
          new Path[] {home.config(), home.logs(), home.run(), home.warehouse(), home.vault()}) {
        Files.createDirectories(folder);
      }
      Files.delete(Files.createTempFile(home.run(), "probe", ""));
    } catch (IOException e) {
      throw new LaunchException(
          "The home folder %s cannot be written (%s). Give it to your user, or choose another: make run LETHE_HOME=/some/folder"
              .formatted(root, e.getClass().getSimpleName()),
          e);
    }
    return home.requireSecretsBesideData();
  }

  // New secrets could not open the old databases: better one sentence now than a failed sign-in
  // later.
  private Home requireSecretsBesideData() {
    if (Files.exists(postgres()) && !Files.exists(secrets())) {
      throw new LaunchException(
          "The home folder %s holds data, but its secrets file %s is missing. Put the file back, or start with an empty home."
              .formatted(root, secrets()));
    }
    return this;
  }

  public Path config() {
    return root.resolve("config");
  }

  /** The email of a made-up person that the demo data offers to try things on. */
  public Path samplePerson() {
    return config().resolve("sample-person");
  }

  public Path secrets() {
    return config().resolve("secrets.properties");
  }

  public Path serviceConfig() {
    return config().resolve("application.properties");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path run() {
    return root.resolve("run");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path keycloak() {
    return root.resolve("keycloak");
  }

  public Path redis() {
    return root.resolve("redis");
  }

  public Path warehouse() {
    return root.resolve("warehouse");
  }

  public Path models() {
    return root.resolve("mlflow");
  }

  public Path vault() {
    return root.resolve("vault");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  public Path pidFile(String part) {
    return run().resolve(part + ".pid");
  }
}
