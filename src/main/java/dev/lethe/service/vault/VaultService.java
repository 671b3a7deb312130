package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyDestroyedException;
import dev.lethe.cryptovault.KeyFrozenException;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.UnknownKeyException;
import dev.lethe.cryptovault.token.Suite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Data keys, and everything that needs one. No key leaves it. Each call is durable by itself and
 * never part of the caller's transaction, which is on the other database. While the vault is sealed
 * every call throws {@link VaultSealedException}.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class VaultService {
  private final DataKeys keys;
  private final KeyStates states;
  private final Thaws thaws;
  private final TokenWork work;
  private final KeyFamilies families;
  private final KeyCache cache;

  VaultService(
      DataKeys keys,
      KeyStates states,
      Thaws thaws,
      TokenWork work,
      KeyFamilies families,
      KeyCache cache) {
    this.keys = keys;
    this.states = states;
    this.thaws = thaws;
    this.work = work;
    this.families = families;
    this.cache = cache;
  }

  /** Makes fresh data keys; they are durable when it returns. */
  public List<KeyId> createKeys(int count) {
    return keys.create(count);
  }

  /** The service's own key of this name, made at first sight. */
  public KeyId namedKey(String name) {
    return keys.named(name);
  }

  /**
   * Seals at random, in the order of the items, under the present keys of the keys' families. All
   * or nothing: one key that cannot be used makes it throw.
   */
  public List<byte[]> seal(List<Plain> items) {
    var present = presentKeys(items.stream().map(Plain::key).toList());
    try (var batch = new CipherBatch(items.size())) {
      for (int i = 0; i < items.size(); i++) {
        var item = items.get(i);
        var key = Objects.requireNonNullElse(present.get(i), item.key());
        batch.addValue(key, Suite.RANDOM, item.fieldClass(), item.value(), 0, item.value().length);
      }
      work.seal(batch);
      var tokens = new ArrayList<byte[]>(items.size());
      for (int i = 0; i < items.size(); i++) {
        require(batch.outcome(i), items.get(i).key());
        tokens.add(Arrays.copyOfRange(batch.results(), batch.from(i), batch.to(i)));
      }
      return tokens;
    }
  }

  private static void require(CipherBatch.Outcome outcome, KeyId key) {
    switch (outcome) {
      case DONE -> {}
      case DESTROYED -> throw new KeyDestroyedException(key);
      case FROZEN -> throw new KeyFrozenException(key);
      case UNKNOWN, INVALID -> throw new UnknownKeyException(key);
    }
  }

  /**
   * The keys under which new tokens are to be made, in order: of each family the present one. A
   * call that begins after a rotation was answered gets the new one, in every process. Null stays
   * null, and a key that was never made stands for itself.
   */
  public List<@Nullable KeyId> presentKeys(List<? extends @Nullable KeyId> keys) {
    cache.ensureLease();
    return families.present(keys);
  }

  /**
   * Grows in this process with every freeze, thaw and shred. Those that were answered before the
   * call, by whichever process, are counted.
   */
  public long keyChanges() {
    return cache.changesObeyed();
  }

  /** Every key that these keys' families have had, each once: what a shred of them destroys. */
  public List<KeyId> ring(Collection<KeyId> keys) {
    return states.ring(keys);
  }

  /** Seals the batch's values under exactly its keys, each with its own outcome. */
  public void seal(CipherBatch values) {
    work.seal(values);
  }

  /** Opens the batch's tokens, each with its own outcome. */
  public void open(CipherBatch tokens) {
    work.open(tokens);
  }

  /**
   * Opens tokens, in the order of the items, each with its own outcome. A token of any key of an
   * item's family is a token of the item's key.
   */
  public List<Opened> open(List<Sealed> items) {
    cache.ensureLease();
    return work.open(families.named(items));
  }

  /** Whether each key can be used right now, in the order of the keys. */
  public List<KeyState> states(List<KeyId> keys) {
    return work.states(keys);
  }

  /** Throws {@link VaultSealedException} unless keys can be used. */
  public void requireOpen() {
    states.requireOpen();
  }

  /**
   * Destroys keys with their families. When it returns, no process can open anything sealed under
   * them. Repeating it destroys nothing more and states the same moments.
   *
   * @param reasonCode why, as a short word like {@code dsr_erasure}; kept for ever
   */
  public ShredOutcome shred(Collection<KeyId> keys, String reasonCode) {
    return states.shred(keys, reasonCode);
  }

  /**
   * Makes keys and their families refuse every use; when it returns no process uses them. Destroyed
   * ones stay so.
   */
  public void freeze(Collection<KeyId> keys) {
    states.freeze(keys);
  }

  /**
   * Lets frozen keys be used again, for a caller that has its own second person. Destroyed ones
   * stay destroyed.
   */
  public void thaw(Collection<KeyId> keys) {
    states.thaw(keys);
  }

  /**
   * Proposes that frozen keys be used again; nothing changes until a second person confirms it.
   *
   * @param reason kept for ever; names nobody
   */
  public Thaw.Outcome proposeThaw(Collection<KeyId> keys, String person, String reason) {
    return thaws.propose(keys.stream().distinct().toList(), person, reason);
  }

  /** What {@link #confirmThaw} would answer now. */
  public Thaw.Outcome checkThaw(ThawId thaw, String person) {
    return thaws.check(thaw, person);
  }

  /** Thaws what somebody else proposed, all keys or none. */
  public Thaw.Outcome confirmThaw(ThawId thaw, String person) {
    return thaws.confirm(thaw, person);
  }

  public Optional<Thaw> findThaw(ThawId thaw) {
    return thaws.find(thaw);
  }

  /** Proposals to thaw, newest first, those with a lower number than {@code seq}. */
  public List<Thaw> thawsBefore(long seq, int limit) {
    return thaws.before(seq, limit);
  }

  /** Those of {@link #thawsBefore} that a second person can confirm now. */
  public List<Thaw> thawsWaiting(long seq, int limit) {
    return thaws.waiting(seq, limit);
  }

  /**
   * Fingerprints of 16 bytes under a key of the caller's: equal for equal values of one key and
   * domain. Nobody can make or check them once the key is destroyed.
   */
  public List<byte[]> fingerprints(KeyId key, String domain, List<String> values) {
    return work.fingerprints(key, domain, values);
  }

  /**
   * Fingerprints of 16 bytes for values that the caller has normalised: equal for equal values of
   * one domain, different across domains.
   */
  public List<byte[]> blindIndex(String domain, List<String> normalisedValues) {
    return work.fingerprints(keys.named(DataKeys.INDEX), domain, normalisedValues);
  }
}
