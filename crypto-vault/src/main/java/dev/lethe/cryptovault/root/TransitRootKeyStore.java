package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Root keys in the transit engine of OpenBao or Vault: one key an epoch, which the server never
 * gives out. Deletion is allowed for a key only right before it is deleted, and counts once the
 * server says that it knows no such key.
 *
 * <p>The server makes a missing key when it is asked to encrypt under it. A store asks for the key
 * before; a policy that grants {@code update} but not {@code create} on {@code encrypt} closes the
 * gap in between. What snapshots and backups of the server hold is out of this store's reach.
 */
public final class TransitRootKeyStore extends NamedRootKeys {
  private static final byte[] NO_BODY = {};
  private static final byte[] NEW_KEY =
      json(
          Json.object()
              .put("type", "aes256-gcm96")
              .put("derived", false)
              .put("exportable", false)
              .put("allow_plaintext_backup", false));
  private static final byte[] MAY_BE_DELETED = json(Json.object().put("deletion_allowed", true));

  private final TransitClient server;
  private final TransitSignIn signIn;

  private TransitRootKeyStore(TransitClient server, Tenant tenant, InstantSource clock) {
    super(tenant);
    this.server = server;
    this.signIn = new TransitSignIn(server, clock);
  }

  /** Signs in, or throws. */
  public static TransitRootKeyStore open(
      TransitSettings settings, Tenant tenant, InstantSource clock) {
    var server = new TransitClient(settings);
    try {
      var store = new TransitRootKeyStore(server, tenant, clock);
      store.signInEnds();
      store.epochs();
      return store;
    } catch (RootKeyException e) {
      server.close();
      throw e;
    }
  }

  private static byte[] json(Json.ObjBuilder object) {
    return CanonicalJson.bytes(object.build());
  }

  @Override
  Collection<String> list() {
    var answer = server.transit("LIST", "keys", NO_BODY);
    if (answer.status() == 404 && !answer.says("no handler")) {
      return List.of();
    }
    var data = data(answer, "there is no transit engine at this mount");
    if (!(data.get("keys").orElse(null) instanceof Json.Arr(List<Json> names))) {
      throw new RootKeyException("the transit server lists its keys in an unknown form");
    }
    return names.stream().map(name -> name instanceof Json.Str(String text) ? text : "").toList();
  }

  @Override
  void make(String name) {
    var made = server.transit("POST", "keys/" + name, NEW_KEY);
    if (!made.isDone()) {
      throw new RootKeyException("the transit server makes no key: status " + made.status());
    }
  }

  @Override
  void requireKept(String name) {
    var key = data(read(name), "the transit server has lost a key that it has just made");
    boolean kept =
        is(key, "type", new Json.Str("aes256-gcm96"))
            && is(key, "derived", new Json.Bool(false))
            && is(key, "exportable", new Json.Bool(false))
            && is(key, "allow_plaintext_backup", new Json.Bool(false));
    if (!kept) {
      throw new RootKeyException("the transit key " + name + " can be read out, or is no AES-256");
    }
  }

  private static boolean is(Json.Obj key, String name, Json value) {
    return key.get(name).filter(value::equals).isPresent();
  }

  private TransitClient.Answer read(String name) {
    return server.transit("GET", "keys/" + name, NO_BODY);
  }

  private static Json.Obj data(TransitClient.Answer answer, String otherwise) {
    if (answer.status() == 200 && answer.json().get("data").orElse(null) instanceof Json.Obj data) {
      return data;
    }
    throw new RootKeyException(otherwise);
  }

  @Override
  void remove(String name) {
    var allowed = server.transit("POST", "keys/" + name + "/config", MAY_BE_DELETED);
    if (allowed.isDone()) {
      server.transit("DELETE", "keys/" + name, NO_BODY);
    }
    if (read(name).status() != 404) {
      throw new RootKeyException("the transit server still has the key " + name);
    }
  }

  @Override
  byte[] sealUnder(String name, SecretBytes page, byte[] associated) {
    if (read(name).status() == 404) {
      throw new KeyGoneException(name);
    }
    var body = TransitPages.toSeal(page, associated);
    try {
      var data =
          data(server.transit("POST", "encrypt/" + name, body), "the transit server seals nothing");
      return data.get("ciphertext").orElse(null) instanceof Json.Str(String sealed)
          ? sealed.getBytes(US_ASCII)
          : new byte[0];
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  @Override
  String nameIn(byte[] sealed, String keyOfEpoch) {
    return keyOfEpoch;
  }

  @Override
  SecretBytes openUnder(String name, byte[] sealed, byte[] associated) {
    if (!new String(sealed, UTF_8).matches("vault:v[0-9]{1,9}:[A-Za-z0-9+/]+={0,2}")) {
      throw new CorruptPageException("the root page was not sealed by a transit server");
    }
    var body = TransitPages.toOpen(sealed, associated);
    var answer = server.transit("POST", "decrypt/" + name, body);
    if (answer.status() == 200) {
      return TransitPages.opened(answer.body());
    }
    if (answer.says("encryption key not found")) {
      throw new KeyGoneException(name);
    }
    if (answer.says("message authentication failed") || answer.says("invalid ciphertext")) {
      throw new CorruptPageException("the root page fails authentication");
    }
    throw new RootKeyException("the transit server opens nothing: status " + answer.status());
  }

  @Override
  public Optional<Instant> signInEnds() {
    return signIn.ends();
  }

  @Override
  public void close() {
    server.close();
  }
}
