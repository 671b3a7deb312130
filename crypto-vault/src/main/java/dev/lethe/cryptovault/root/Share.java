package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.SecretBytes;

/**
 * One share of a secret that several people keep. It prints as which share it is, never as what it
 * holds; {@link #reveal} writes it out for whoever is to keep it.
 */
public final class Share implements AutoCloseable {
  static final int SET_BYTES = 5;

  private final ShareTerms terms;
  private final int index;
  private final String set;
  private final SecretBytes value;

  /**
   * Takes the value over.
   *
   * @param index from 1 to the number of shares
   * @param set the same random name for all shares of one secret
   */
  Share(ShareTerms terms, int index, String set, SecretBytes value) {
    if (index < 1 || index > terms.total()) {
      throw new ShareException("a share is numbered from 1 to " + terms.total());
    }
    this.terms = terms;
    this.index = index;
    this.set = set;
    this.value = value;
  }

  /** Reads what {@link #reveal} wrote; case, line breaks and spaces do not matter. */
  public static Share parse(String text) {
    return ShareText.read(text);
  }

  /** The share in full, as text for its keeper. */
  public String reveal() {
    return ShareText.write(this);
  }

  public ShareTerms terms() {
    return terms;
  }

  public int index() {
    return index;
  }

  /** The name that all shares of one secret carry. */
  public String set() {
    return set;
  }

  SecretBytes value() {
    return value;
  }

  /** Wipes what it holds. */
  @Override
  public void close() {
    value.close();
  }

  @Override
  public String toString() {
    return "share " + index + " of " + terms.total() + " of set " + set;
  }
}
