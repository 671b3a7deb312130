package dev.lethe.piicatalog;

/** A place where personal data lies and a person's request would not reach it. */
public record Gap(String target, String asset, String field, Missing missing) {

  /** What has to be added so that the gap closes. */
  public enum Missing {
    /** Nothing in the asset says which rows are a person's. */
    SUBJECT_KEY("no column says whose row it is; give one field fides_meta.identity"),
    /** Nobody said what an erasure does here. */
    ACTION("no action; say meta.lethe.action"),
    /** No connector reaches the target. */
    CONNECTOR("the target has no connector; say meta.lethe.connector");

    private final String advice;

    Missing(String advice) {
      this.advice = advice;
    }

    /** One clause that says what is missing and how to add it. */
    public String advice() {
      return advice;
    }
  }
}
