package dev.lethe.identitygraph.normalise;

import dev.lethe.identitygraph.Attributes;
import java.util.List;

/** The usable values, and one problem for each value that was dropped. */
public record Normalised(Attributes attributes, List<FieldProblem> problems) {

  public Normalised {
    problems = List.copyOf(problems);
  }
}
