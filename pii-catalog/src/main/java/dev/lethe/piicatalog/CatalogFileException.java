package dev.lethe.piicatalog;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;

import java.util.List;

/** A data set file was refused. Carries every problem found, never only the first. */
public final class CatalogFileException extends Exception {

  private final transient List<CatalogFileProblem> problems;

  CatalogFileException(List<CatalogFileProblem> problems) {
    super(inOrder(problems).stream().map(CatalogFileProblem::toString).collect(joining("\n")));
    this.problems = inOrder(problems);
  }

  private static List<CatalogFileProblem> inOrder(List<CatalogFileProblem> problems) {
    return problems.stream().sorted(comparingInt(CatalogFileProblem::line)).toList();
  }

  /** What is wrong, in the order of the file. */
  public List<CatalogFileProblem> problems() {
    return problems;
  }
}
