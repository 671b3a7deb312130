package dev.lethe.cryptovault.arrow;

import org.jspecify.annotations.Nullable;

/**
 * A column of a stream.
 *
 * @param dictionary by which number its dictionary goes; null where it holds its values itself
 * @param form of its whole numbers: its values, or their places in the dictionary
 */
public record ArrowField(String name, Kind kind, @Nullable Long dictionary, Form form) {
  private static final int NAME = 0;
  private static final int TYPE_KIND = 2;
  private static final int TYPE = 3;
  private static final int DICTIONARY = 4;
  private static final int CHILDREN = 5;

  /** What its values are. */
  public enum Kind {
    /** Texts or bytes behind ends of 32 bits. */
    TEXT,
    /** Texts or bytes behind ends of 64 bits. */
    LARGE_TEXT,
    WHOLE_NUMBER
  }

  /** How a whole number stands in a buffer. */
  public record Form(int bytes, boolean signed) {
    static Form read(FlatTable type) throws InvalidArrowException {
      int bits = type.intOf(0, 0);
      if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
        throw InvalidArrowException.malformed("Whole numbers have 8, 16, 32 or 64 bits.");
      }
      return new Form(bits / 8, type.byteOf(1, 0) != 0);
    }
  }

  static ArrowField read(FlatTable field) throws InvalidArrowException {
    var name = field.text(NAME);
    if (name == null || field.vector(CHILDREN, Integer.BYTES).size() > 0) {
      throw InvalidArrowException.malformed("A column has no name, or others inside.");
    }
    var kind = kind(field.byteOf(TYPE_KIND, 0));
    var dictionary = field.table(DICTIONARY);
    if (dictionary == null) {
      var form = kind == Kind.WHOLE_NUMBER ? Form.read(field.require(TYPE)) : new Form(0, false);
      return new ArrowField(name, kind, null, form);
    }
    if (kind == Kind.WHOLE_NUMBER) {
      throw InvalidArrowException.malformed("A dictionary holds texts only.");
    }
    var index = dictionary.table(1);
    return new ArrowField(
        name, kind, dictionary.longOf(0), index == null ? new Form(4, true) : Form.read(index));
  }

  /** Numbers of the union {@code Type} in Arrow's Schema.fbs. */
  private static Kind kind(int type) throws InvalidArrowException {
    return switch (type) {
      case 2 -> Kind.WHOLE_NUMBER;
      case 4, 5 -> Kind.TEXT;
      case 19, 20 -> Kind.LARGE_TEXT;
      default ->
          throw InvalidArrowException.malformed(
              "Columns are utf8, large_utf8, binary, large_binary, dictionaries of them, and whole"
                  + " numbers; cast others.");
    };
  }

  /** Buffers that it has in a record batch. */
  int buffers() {
    return kind == Kind.WHOLE_NUMBER || dictionary != null ? 2 : 3;
  }
}
