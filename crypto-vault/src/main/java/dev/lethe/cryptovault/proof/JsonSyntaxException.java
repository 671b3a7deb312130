package dev.lethe.cryptovault.proof;

/** A text is not I-JSON. The message names the place and never quotes the text. */
public final class JsonSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  JsonSyntaxException(String what, int position) {
    super(what + " at character " + position);
  }
}
