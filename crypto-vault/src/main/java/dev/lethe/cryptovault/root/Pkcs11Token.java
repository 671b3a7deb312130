package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/** A login to a token, made anew when it was lost. Not thread-safe. */
final class Pkcs11Token {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  // A token locks itself after a few wrong tries, whichever of our objects makes them.
  private static final Map<Pkcs11Settings, FileTime> REFUSED = new ConcurrentHashMap<>();
  // The JDK keeps a provider for ever, and follows a token that is taken out and put back by it.
  private static final Map<Pkcs11Settings, Provider> PROVIDERS = new ConcurrentHashMap<>();
  private final Pkcs11Settings settings;
  private final Provider provider;
  private @Nullable KeyStore keys;

  Pkcs11Token(Pkcs11Settings settings) {
    this.settings = settings;
    this.provider = PROVIDERS.computeIfAbsent(settings, Pkcs11Token::configure);
  }

  private static Provider configure(Pkcs11Settings settings) {
    var provider = Security.getProvider("SunPKCS11");
    if (provider == null) {
      throw new RootKeyException("this Java runtime has no PKCS#11");
    }
    try {
      return provider.configure(settings.toConfiguration("Lethe" + NUMBER.incrementAndGet()));
    } catch (InvalidParameterException | ProviderException e) {
      throw new RootKeyException("the PKCS#11 library or its slot cannot be used", e);
    }
  }

  /** Work with the token's keys. */
  interface Work<T> {
    T on(KeyStore keys, Provider provider) throws GeneralSecurityException, IOException;
  }

  /**
   * Does the work, once more after a new login when the session was lost. The work must bear being
   * done twice.
   */
  <T> T run(Work<T> work) throws AEADBadTagException {
    try {
      return work.on(login(), provider);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException | IOException | ProviderException first) {
      keys = null;
    }
    try {
      return work.on(login(), provider);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException | IOException | ProviderException e) {
      keys = null;
      throw new RootKeyException("the PKCS#11 token does not do its work: " + reason(e), e);
    }
  }

  /** The names that the standard gives to errors, such as CKR_DEVICE_REMOVED. */
  private static String reason(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      var text = String.valueOf(cause.getMessage());
      if (text.matches("CKR_[A-Z_]+")) {
        return text;
      }
    }
    return e.getClass().getSimpleName();
  }

  private KeyStore login() throws GeneralSecurityException, IOException {
    var known = keys;
    if (known == null) {
      known = KeyStore.getInstance("PKCS11", provider);
      load(known);
      keys = known;
    }
    return known;
  }

  /** Reads the names anew; logs in where need be, but never twice with a PIN that was refused. */
  void load(KeyStore into) throws GeneralSecurityException, IOException {
    var pin = pin();
    var stamp = Files.getLastModifiedTime(settings.pinFile());
    try {
      if (stamp.equals(REFUSED.get(settings))) {
        throw new PinRejectedException();
      }
      into.load(null, pin);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException || reason(e).startsWith("CKR_PIN")) {
        REFUSED.put(settings, stamp);
        throw new PinRejectedException();
      }
      throw e;
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  private char[] pin() {
    try (var secret = SecretFile.read(settings.pinFile())) {
      var letters = UTF_8.decode(ByteBuffer.wrap(secret.borrow()));
      var pin = new char[letters.remaining()];
      letters.get(pin);
      Arrays.fill(letters.array(), '\0');
      return pin;
    }
  }

  void forget() {
    keys = null;
  }
}
