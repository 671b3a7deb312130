package dev.lethe.service.key;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.hold.HeldTerms;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.fanout.Dispatcher;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.vault.ImportId;
import dev.lethe.service.vault.KeyImport;
import dev.lethe.service.vault.KeyImport.Refusal;
import dev.lethe.service.vault.KeyImportService;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets two persons import keys of another vault. The log knows of a confirmation before any key can
 * be used.
 */
@ApplicationScoped
class ImportWork implements Dispatcher.Recurring {
  private static final Duration LONGEST = Duration.ofDays(30);

  private final KeyImportService imports;
  private final KeySources sources;
  private final IdentityService identity;
  private final AuditService audit;
  private final InstantSource clock;

  ImportWork(
      KeyImportService imports,
      KeySources sources,
      IdentityService identity,
      AuditService audit,
      InstantSource clock) {
    this.imports = imports;
    this.sources = sources;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  KeyImport open(String reason, Instant expiresAt, String person) {
    var now = clock.instant();
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
      throw ProblemException.invalidField("expires_at", "A moment to come, in 30 days at most.");
    }
    var opened = imports.open(reason, expiresAt, person);
    log("keys.import_opened", person, opened, Map.of("reason", reason));
    return opened;
  }

  /**
   * Proposes what is imported.
   *
   * @param profiles for each profile of the file the one here that takes its keys
   */
  KeyImport propose(ImportId id, String file, Map<String, ProfileId> profiles, String person) {
    ImportProblems.done(imports.checkProposal(id));
    var signed = sources.file(file);
    var hangOn = hangOn(KeySources.terms(signed), profiles);
    var proposed =
        ImportProblems.done(imports.propose(id, file, signed.statement(), hangOn, person));
    var facts = Map.<String, Object>of("keys", names(proposed), "signer", signed.signer());
    log("keys.import_proposed", person, proposed, facts);
    return proposed;
  }

  private SequencedMap<KeyId, KeyId> hangOn(HeldTerms terms, Map<String, ProfileId> profiles) {
    var firsts = identity.keys(profiles.values());
    var named = terms.families().stream().map(HeldTerms.Family::profile).toList();
    if (profiles.size() != named.size() || !profiles.keySet().containsAll(named)) {
      throw ImportProblems.refused(Refusal.MAPPING, null);
    }
    var hangOn = new LinkedHashMap<KeyId, KeyId>();
    for (var family : terms.families()) {
      var profile = Objects.requireNonNull(profiles.get(family.profile()));
      var first = firsts.get(profile);
      if (first == null) {
        throw ProblemException.invalidField("profiles", "Profile " + profile + " is not there.");
      }
      family.keys().forEach(key -> hangOn.put(key, first));
    }
    return hangOn;
  }

  /**
   * Imports what somebody else proposed.
   *
   * @param statement of the vault that the keys come from, on what became of them since
   */
  KeyImport confirm(ImportId id, String statement, String person) {
    var proposed = ImportProblems.done(imports.check(id, person));
    if (proposed.isConfirmed()) {
      return ImportProblems.done(imports.finish(proposed));
    }
    var signed = sources.file(Objects.requireNonNull(proposed.file()));
    sources.requireLive(signed, statement);
    var facts = Map.<String, Object>of("keys", names(proposed), "signer", signed.signer());
    log("keys.import_confirmed", person, proposed, facts);
    var done = ImportProblems.done(imports.confirm(id, signed.statement(), person));
    log(
        "keys.imported",
        person,
        done,
        Map.of("imported", done.imported(), "present", done.present()));
    return done;
  }

  private static List<String> names(KeyImport one) {
    return one.keys().stream().map(KeyId::toString).toList();
  }

  private void log(String what, String person, KeyImport one, Map<String, Object> more) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("import", one.id().toString());
    facts.putAll(more);
    audit.append(new AuditEvent(what, person, facts));
  }

  /** Destroys private keys whose time is over. */
  @Override
  public void run() {
    imports.endThoseThatAreOver();
  }

  KeyImport find(ImportId id) {
    return imports.find(id).orElseThrow(ImportProblems::notFound);
  }

  Page<ImportView> page(boolean waiting, @Nullable String after, int limit) {
    var now = clock.instant();
    return Page.newestFirst(
            after, limit, waiting ? imports::waiting : imports::before, KeyImport::seq)
        .map(one -> ImportView.of(one, now));
  }

  ImportView view(KeyImport one) {
    return ImportView.of(one, clock.instant());
  }
}
