package dev.lethe.service.identity;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.train.Progress;
import dev.lethe.identitygraph.train.Trainer;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Trains models on the stored profiles in the background. A trained model is kept; putting it in
 * force is somebody's own act.
 */
@ApplicationScoped
class ModelTraining {
  private static final Logger LOG = Logger.getLogger(ModelTraining.class);
  private static final UUID FIRST = new UUID(0, 0);
  private static final int CHUNK = 2_000;

  private final IdentityDatabase database;
  private final TrainingStore trainings;
  private final ModelCatalog catalog;
  private final ProfileSeal seal;
  private final AuditService audit;
  private final int most;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("identity-training").factory());

  ModelTraining(
      IdentityDatabase database,
      TrainingStore trainings,
      ModelCatalog catalog,
      ProfileSeal seal,
      AuditService audit,
      @ConfigProperty(name = "lethe.identity.training-profiles", defaultValue = "300000")
          int most) {
    this.database = database;
    this.trainings = trainings;
    this.catalog = catalog;
    this.seal = seal;
    this.audit = audit;
    this.most = most;
  }

  void stop(@Observes ShutdownEvent event) {
    worker.shutdownNow();
  }

  /** Begins a training of a model that is to be called so; answers its number. */
  long begin(String model, long seed, String by) {
    catalog.requireFree(model);
    var id = QuarkusTransaction.requiringNew().call(() -> started(model, seed, by));
    worker.execute(() -> run(id, model, seed, by));
    return id;
  }

  private long started(String model, long seed, String by) {
    var id =
        trainings
            .begin(model, seed, by)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.TRAINING_UNDER_WAY, "Wait until it ends: one at a time."));
    audit.append(new AuditEvent("identity.training_started", by, Map.of("model", model)));
    return id;
  }

  private void run(long id, String model, long seed, String by) {
    try {
      var profiles = profiles(id);
      if (profiles.size() < Trainer.FEWEST_PROFILES) {
        trainings.end(id, "failed", "needs " + Trainer.FEWEST_PROFILES + " profiles at least");
        return;
      }
      var trainer = new Trainer(Model.believed(), seed, at -> stir(id, at, profiles.size()));
      catalog.add(trainer.train(profiles, model), ModelCatalog.TRAINED, by);
      trainings.end(id, "stored", "done");
    } catch (ProblemException e) {
      trainings.end(id, "failed", "a model of this id was taken in meanwhile");
    } catch (RuntimeException e) {
      // The text of an exception could quote a value.
      LOG.warnf("training %d failed: %s", id, e.getClass().getName());
      trainings.end(id, "failed", "unexpected, see the log");
    }
  }

  private void stir(long id, Progress at, int profiles) {
    trainings.stir(id, "training", at.step(), at.done(), profiles);
  }

  /**
   * Up to so many profiles, whole customers in the order of their random ids: a part of the people
   * with everything that is known of them. Profiles whose key is destroyed or frozen are left out.
   */
  private List<Profile> profiles(long id) {
    var profiles = new ArrayList<Profile>();
    Long stored =
        database.with(
            sql -> sql.query("select count(*) from profile", row -> row.getLong(1)).getFirst());
    var total = Math.min(most, stored);
    var customer = FIRST;
    var after = FIRST;
    for (var rows = page(customer, after); !rows.isEmpty(); rows = page(customer, after)) {
      open(rows, profiles);
      if (profiles.size() >= most) {
        return profiles.subList(0, most);
      }
      var last = rows.getLast();
      customer = last.customer() == null ? FIRST : last.customer().value();
      after = last.id().value();
      trainings.stir(
          id,
          "reading",
          "profiles",
          (double) profiles.size() / Math.max(1, total),
          profiles.size());
    }
    return profiles;
  }

  private void open(List<StoredProfile> rows, List<Profile> profiles) {
    var opened =
        seal.openComparable(
            rows.stream().map(StoredProfile::key).toList(),
            rows.stream().map(StoredProfile::comparable).toList());
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      opened.get(i).ifPresent(a -> profiles.add(new Profile(row.id(), row.source(), a)));
    }
  }

  private List<StoredProfile> page(UUID customer, UUID after) {
    return database.with(sql ->
        sql.query(
            "select "
                + StoredProfile.COLUMNS
                + " from profile where customer_id is not null and (customer_id, id) > (?, ?)"
                + " order by customer_id, id limit ?",
            StoredProfile::read,
            customer,
            after,
            CHUNK));
  }
}
