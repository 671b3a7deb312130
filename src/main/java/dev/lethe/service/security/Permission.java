package dev.lethe.service.security;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a caller may do, and which role may do it. Every endpoint names one of these. */
public final class Permission {
  public static final String PROFILES_READ = "profiles:read";
  public static final String PROFILES_WRITE = "profiles:write";
  public static final String SOURCES_WRITE = "sources:write";
  public static final String CUSTOMERS_READ = "customers:read";
  public static final String IDENTITY_DECIDE = "identity:decide";
  public static final String MODELS_READ = "models:read";
  public static final String MODELS_WRITE = "models:write";
  public static final String MODELS_ACTIVATE = "models:activate";
  public static final String TOKENS_CREATE = "tokens:create";
  public static final String TOKENS_REVEAL = "tokens:reveal";
  public static final String POLICY_READ = "token-policy:read";
  public static final String POLICY_WRITE = "token-policy:write";
  public static final String POLICY_CONFIRM = "token-policy:confirm";
  public static final String REVEALS_CONFIRM = "reveals:confirm";
  public static final String TOKENS_RETOKENIZE = "tokens:retokenize";
  public static final String KEYS_THAW = "keys:thaw";
  public static final String KEYS_CONFIRM = "keys:confirm";
  public static final String KEYS_EXPORT = "keys:export";
  public static final String KEYS_IMPORT = "keys:import";
  public static final String KEYS_ROTATE = "keys:rotate";
  public static final String EVENTS_PSEUDONYMIZE = "events:pseudonymize";
  public static final String QUARANTINE_READ = "quarantine:read";
  public static final String QUARANTINE_RELEASE = "quarantine:release";
  public static final String QUARANTINE_DISCARD = "quarantine:discard";
  public static final String SUPPRESSIONS_LIFT = "suppressions:lift";
  public static final String CATALOG_READ = "catalog:read";
  public static final String CATALOG_WRITE = "catalog:write";
  public static final String REQUESTS_READ = "requests:read";
  public static final String REQUESTS_WRITE = "requests:write";
  public static final String REQUESTS_APPROVE = "requests:approve";
  public static final String PACKAGES_READ = "packages:read";
  public static final String RECEIPTS_READ = "receipts:read";
  public static final String AUDIT_READ = "audit:read";

  private static final Set<String> READING =
      Set.of(
          CUSTOMERS_READ,
          PROFILES_READ,
          MODELS_READ,
          CATALOG_READ,
          REQUESTS_READ,
          RECEIPTS_READ,
          POLICY_READ,
          QUARANTINE_READ,
          AUDIT_READ);

  private static final Map<String, Set<String>> BY_ROLE =
      Map.of(
          "officer",
              union(
                  READING,
                  Set.of(
                      IDENTITY_DECIDE,
                      REQUESTS_WRITE,
                      PACKAGES_READ,
                      CATALOG_WRITE,
                      SOURCES_WRITE,
                      MODELS_WRITE,
                      MODELS_ACTIVATE,
                      TOKENS_REVEAL,
                      POLICY_WRITE,
                      QUARANTINE_DISCARD,
                      SUPPRESSIONS_LIFT,
                      KEYS_THAW,
                      KEYS_EXPORT,
                      KEYS_IMPORT,
                      KEYS_ROTATE)),
          "approver",
              union(
                  READING,
                  Set.of(
                      REQUESTS_APPROVE,
                      PACKAGES_READ,
                      KEYS_CONFIRM,
                      POLICY_WRITE,
                      POLICY_CONFIRM,
                      REVEALS_CONFIRM)),
          "auditor", READING,
          "pipeline",
              Set.of(
                  PROFILES_WRITE,
                  PROFILES_READ,
                  SOURCES_WRITE,
                  CUSTOMERS_READ,
                  MODELS_READ,
                  MODELS_WRITE,
                  TOKENS_CREATE,
                  POLICY_READ,
                  TOKENS_RETOKENIZE,
                  EVENTS_PSEUDONYMIZE,
                  QUARANTINE_READ,
                  QUARANTINE_RELEASE,
                  CATALOG_READ,
                  CATALOG_WRITE));

  private Permission() {}

  /** The permissions that the given roles have together; an unknown role adds none. */
  public static List<String> of(Set<String> roles) {
    return roles.stream()
        .flatMap(role -> BY_ROLE.getOrDefault(role, Set.of()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> all = new java.util.HashSet<>(a);
    all.addAll(b);
    return Set.copyOf(all);
  }
}
