package dev.lethe.service.security;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives a signed-in caller the permissions of their roles. */
@ApplicationScoped
class RolePermissions implements SecurityIdentityAugmentor {
  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (identity.isAnonymous()) {
      return Uni.createFrom().item(identity);
    }
    QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder(identity);
    for (String permission : Permission.of(identity.getRoles())) {
      int colon = permission.indexOf(':');
      builder.addPermission(
          new StringPermission(permission.substring(0, colon), permission.substring(colon + 1)));
    }
    return Uni.createFrom().item(builder.build());
  }
}
