package dev.lethe.service.request;

/** A value that points at the person asking; never prints it. */
record Identifier(String kind, String value) {
  @Override
  public String toString() {
    return "Identifier[" + kind + "]";
  }
}
