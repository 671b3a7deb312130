package dev.lethe.service.policy;

import dev.lethe.service.security.Caller;
import java.util.Set;

/**
 * Who asks, kept beyond the call that asked: streams are worked on after it.
 *
 * @param id account name, as the identity provider knows it
 */
public record Requester(String id, Set<String> roles) {
  public Requester {
    roles = Set.copyOf(roles);
  }

  public static Requester of(Caller caller) {
    return new Requester(caller.id(), caller.roles());
  }
}
