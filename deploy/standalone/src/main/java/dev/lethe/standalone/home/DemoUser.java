package dev.lethe.standalone.home;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * The people of the demo realm; their passwords are public knowledge, so the realm is loopback
 * only.
 */
public enum DemoUser {
  OFFICER("verifies, plans and answers requests"),
  APPROVER("approves what an officer planned"),
  AUDITOR("reads everything, changes nothing");

  private final String duty;

  DemoUser(String duty) {
    this.duty = duty;
  }

  public String login() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String password() {
    return "lethe-" + login();
  }

  public String duty() {
    return duty;
  }

  public static SequencedMap<String, String> passwords() {
    var all = new LinkedHashMap<String, String>();
    for (DemoUser user : values()) {
      all.put(user.login(), user.password());
    }
    return all;
  }
}
