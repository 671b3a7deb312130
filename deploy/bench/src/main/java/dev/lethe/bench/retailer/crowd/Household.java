package dev.lethe.bench.retailer.crowd;

import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.util.List;

/** Some who live together. */
record Household(List<Member> members, RawAddress home, RawAddress earlierHome, String mailbox) {

  /**
   * One of them. Of emails, phones and cookies the first is what they use most.
   *
   * @param generation "Jr" or "Sr" where a parent and a child have one name, else empty
   * @param earlierFamily the surname before a marriage, if there was one
   */
  record Member(
      int person,
      String given,
      String middle,
      String family,
      String generation,
      String earlierFamily,
      String born,
      List<String> emails,
      List<String> phones,
      List<String> cookies,
      boolean moved) {}
}
