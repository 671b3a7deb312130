package dev.lethe.bench.retailer.crowd;

import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.util.List;

/** Some who live together. */
record Household(List<Member> members, RawAddress home, RawAddress earlierHome, String mailbox) {

  /** One of them; {@code earlierFamily} is the surname before a marriage, if there was one. */
  record Member(
      int person,
      String given,
      String family,
      String earlierFamily,
      String born,
      String email,
      String phone,
      String cookie,
      boolean moved) {}
}
