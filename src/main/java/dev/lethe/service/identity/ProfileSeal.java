package dev.lethe.service.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.Attributes;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Plain;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Seals what a profile says under its own key, and opens it again in bulk. */
@ApplicationScoped
class ProfileSeal {
  private static final String SENT = "profile.sent";
  private static final String COMPARABLE = "profile.comparable";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final VaultService vault;

  ProfileSeal(VaultService vault) {
    this.vault = vault;
  }

  /** What a source sent, with its own key for the profile. */
  record Sent(String sourceKey, ObjectNode attributes) {

    @Override
    public String toString() {
      return "Sent[…]";
    }
  }

  /** Both sealed forms of one profile. */
  record Forms(byte[] sent, byte[] comparable) {}

  List<Forms> seal(List<KeyId> keys, List<Sent> sent, List<Attributes> comparable) {
    var plain = new ArrayList<Plain>(2 * keys.size());
    for (int i = 0; i < keys.size(); i++) {
      plain.add(new Plain(keys.get(i), SENT, write(sent.get(i))));
      plain.add(new Plain(keys.get(i), COMPARABLE, write(comparable.get(i))));
    }
    var sealed = vault.seal(plain);
    var forms = new ArrayList<Forms>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      forms.add(new Forms(sealed.get(2 * i), sealed.get(2 * i + 1)));
    }
    return forms;
  }

  /** The comparable forms, in order; empty where the key is destroyed or frozen. */
  List<Optional<Attributes>> openComparable(List<KeyId> keys, List<byte[]> sealed) {
    return open(keys, sealed, COMPARABLE, Attributes.class);
  }

  /** What the sources sent, in order; empty where the key is destroyed or frozen. */
  List<Optional<Sent>> openSent(List<KeyId> keys, List<byte[]> sealed) {
    return open(keys, sealed, SENT, Sent.class);
  }

  private <T> List<Optional<T>> open(
      List<KeyId> keys, List<byte[]> sealed, String fieldClass, Class<T> type) {
    var items = new ArrayList<Sealed>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      items.add(new Sealed(keys.get(i), fieldClass, sealed.get(i)));
    }
    return vault.open(items).parallelStream().map(opened -> read(opened, type)).toList();
  }

  private static <T> Optional<T> read(Opened opened, Class<T> type) {
    if (!(opened instanceof Opened.Value value)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(value.bytes(), type));
    } catch (IOException e) {
      // The cause may quote the value.
      throw new IllegalStateException("a sealed profile is not readable");
    }
  }

  private static byte[] write(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a profile cannot be written");
    }
  }
}
