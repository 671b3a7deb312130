package dev.lethe.service.vault;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.KeyDestroyedException;
import dev.lethe.cryptovault.KeyFrozenException;
import dev.lethe.cryptovault.UnknownKeyException;
import dev.lethe.cryptovault.VaultException;
import dev.lethe.cryptovault.lease.LeaseLapsedException;
import dev.lethe.cryptovault.page.KeyPagesFullException;
import dev.lethe.cryptovault.root.RootKeyException;
import dev.lethe.cryptovault.token.InvalidTokenException;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What an endpoint answers when the vault refuses. */
final class VaultProblems {
  private static final Logger LOG = Logger.getLogger(VaultProblems.class);

  @ServerExceptionMapper
  Response refused(VaultException e) {
    var type = typeOf(e);
    if (type.status() >= 500) {
      // The texts of this tree name keys, pages and epochs only.
      LOG.errorf("%s: %s", e.getClass().getSimpleName(), e.getMessage());
    }
    var problem = Problem.of(type, null);
    return Response.status(type.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }

  private static ProblemType typeOf(VaultException e) {
    return switch (e) {
      case KeyDestroyedException _ -> ProblemType.KEY_DESTROYED;
      case KeyFrozenException _ -> ProblemType.KEY_FROZEN;
      case UnknownKeyException _, InvalidTokenException _ -> ProblemType.INVALID_TOKEN;
      case VaultSealedException _, RootKeyException _, LeaseLapsedException _ ->
          ProblemType.VAULT_SEALED;
      case VaultStoreException _ -> ProblemType.UNAVAILABLE;
      case KeyPagesFullException _ -> ProblemType.VAULT_FULL;
      case CorruptPageException _ -> ProblemType.INTERNAL;
      default -> ProblemType.INTERNAL;
    };
  }
}
