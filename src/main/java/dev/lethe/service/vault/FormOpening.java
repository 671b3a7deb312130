package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.token.ColumnToken;
import dev.lethe.cryptovault.token.InvalidTokenException;
import dev.lethe.cryptovault.token.OpenedKey;
import dev.lethe.cryptovault.token.StoredTokenCipher.Sought;
import dev.lethe.cryptovault.token.TokenShape;
import dev.lethe.service.vault.FormWork.FormCiphers;
import dev.lethe.service.vault.KeyCache.Usable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A batch of tokens of suites 3 and 4 that are opened, each with its own outcome. */
final class FormOpening {
  private final List<FormToken> tokens;
  private final FormCiphers ciphers;
  private final Opened[] opened;
  private final List<Sought> sought = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  FormOpening(List<FormToken> tokens, FormCiphers ciphers) {
    this.tokens = tokens;
    this.ciphers = ciphers;
    this.opened = new Opened[tokens.size()];
  }

  /** Takes a token whose key is there or refused. */
  void take(int index, Usable usable) {
    opened[index] =
        switch (usable) {
          case Usable.Open(OpenedKey key) -> take(index, key, tokens.get(index));
          case Usable.Frozen _ -> new Opened.Frozen();
          case Usable.Destroyed _ -> new Opened.Destroyed();
          case Usable.Unknown _ -> new Opened.Invalid();
        };
  }

  private Opened take(int index, OpenedKey key, FormToken token) {
    return switch (token) {
      case FormToken.Alike alike -> open(key, alike);
      case FormToken.Stored stored -> {
        if (isOfSomeShape(stored.text())) {
          sought.add(new Sought(key, stored.fieldClass(), columnToken(stored)));
          places.add(index);
        }
        yield new Opened.Invalid();
      }
    };
  }

  private Opened open(OpenedKey key, FormToken.Alike token) {
    try {
      return value(
          ciphers.alike().open(key, token.alphabet(), token.fieldClass(), columnToken(token)));
    } catch (InvalidTokenException e) {
      return new Opened.Invalid();
    }
  }

  private static ColumnToken columnToken(FormToken token) {
    return new ColumnToken(token.key(), token.text());
  }

  private static Opened value(String text) {
    return new Opened.Value(text.getBytes(UTF_8));
  }

  // The database takes no text with a zero in it, and no token has one.
  private static boolean isOfSomeShape(String text) {
    return text.length() <= TokenShape.LikeValue.MOST_CHARACTERS
        && text.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  /** What became of all of them, once the stored ones have been read. */
  List<Opened> opened() {
    var values = sought.isEmpty() ? List.<Optional<String>>of() : open();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).isPresent()) {
        opened[places.get(i)] = value(values.get(i).get());
      }
    }
    return Arrays.asList(opened);
  }

  private List<Optional<String>> open() {
    return ciphers.stored().open(sought);
  }
}
