package dev.lethe.service.security;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;

/** Signs in by OpenID Connect; a bearer token is verified once and not with every call. */
@Alternative
@Priority(1)
@ApplicationScoped
class BearerOnce implements HttpAuthenticationMechanism {
  private final OidcAuthenticationMechanism oidc;
  private final VerifiedTokens verified;

  BearerOnce(OidcAuthenticationMechanism oidc, VerifiedTokens verified) {
    this.oidc = oidc;
    this.verified = verified;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    var header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return oidc.authenticate(context, providers);
    }
    return verified
        .find(header)
        .map(identity -> Uni.createFrom().item(inCall(identity, context)))
        .orElseGet(() -> verify(header, context, providers));
  }

  private Uni<SecurityIdentity> verify(
      String header, RoutingContext context, IdentityProviderManager providers) {
    return oidc.authenticate(context, providers)
        .invoke(identity -> {
          if (identity != null) {
            verified.add(header, identity);
          }
        });
  }

  /** The identity names the call that it was made for. */
  private static SecurityIdentity inCall(SecurityIdentity identity, RoutingContext context) {
    return QuarkusSecurityIdentity.builder(identity)
        .addAttribute(RoutingContext.class.getName(), context)
        .build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return oidc.getChallenge(context);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return oidc.getCredentialTypes();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return oidc.getCredentialTransport(context);
  }
}
