package dev.lethe.piicatalog;

/**
 * One thing wrong in a data set file: where it stands, by path and line (from 1), and what would be
 * right.
 */
public record CatalogFileProblem(String path, int line, String message) {

  @Override
  public String toString() {
    return "line " + line + ", " + path + ": " + message;
  }
}
