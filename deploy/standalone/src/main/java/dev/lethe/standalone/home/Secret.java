package dev.lethe.standalone.home;

/** A password or key of the standalone; it never prints itself. */
record Secret(String reveal) {
  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
