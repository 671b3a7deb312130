package dev.lethe.service.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who makes the current call. */
@RequestScoped
public class Caller {
  private final SecurityIdentity identity;

  Caller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * Stable account name of the caller, as the identity provider knows it; written to the audit log.
   */
  public String id() {
    return identity.isAnonymous() ? "anonymous" : identity.getPrincipal().getName();
  }

  /** The caller's name for screens. */
  public String displayName() {
    Principal principal = identity.getPrincipal();
    if (principal instanceof JsonWebToken token && token.getClaim("name") instanceof String name) {
      return name;
    }
    return id();
  }

  public Set<String> roles() {
    return Set.copyOf(identity.getRoles());
  }

  public List<String> permissions() {
    return Permission.of(identity.getRoles());
  }

  public boolean may(String permission) {
    return permissions().contains(permission);
  }
}
