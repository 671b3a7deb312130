package dev.lethe.service.identity;

import dev.lethe.identitygraph.score.Model;
import dev.lethe.service.identity.ModelStore.Row;
import dev.lethe.service.identity.ModelViews.ActivationView;
import dev.lethe.service.identity.ModelViews.ModelItem;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every model there is, the shipped one first, and which of them is in force. */
@ApplicationScoped
class ModelCatalog {
  static final String UPLOADED = "uploaded";
  static final String TRAINED = "trained";
  private static final String SHIPPED = "shipped";

  private final ModelStore models;
  private final ActiveModel active;
  private final AuditService audit;

  ModelCatalog(ModelStore models, ActiveModel active, AuditService audit) {
    this.models = models;
    this.active = active;
    this.audit = audit;
  }

  /** A page of models; the shipped one has the number 0. */
  Page<ModelItem> page(@Nullable String after, int limit) {
    var inForce = activeId();
    var items = new ArrayList<Numbered>();
    var from = Cursor.position(after, -1);
    if (from < 0) {
      items.add(new Numbered(0, shipped(inForce)));
    }
    models
        .page(from, limit + 1)
        .forEach(row -> items.add(new Numbered(row.seq(), item(row, inForce))));
    var shown = items.subList(0, Math.min(items.size(), limit + 1));
    var page = Page.of(shown, limit, numbered -> Cursor.of(numbered.seq()));
    return page.map(Numbered::item);
  }

  private record Numbered(long seq, ModelItem item) {}

  ModelItem item(String id) {
    return id.equals(Model.shipped().id())
        ? shipped(activeId())
        : models.row(id).map(row -> item(row, activeId())).orElseThrow(ModelCatalog::nothing);
  }

  Model model(String id) {
    return models.model(id).orElseThrow(ModelCatalog::nothing);
  }

  /** Whether a model may be called so, as far as is known now. */
  void requireFree(String id) {
    if (id.equals(Model.shipped().id()) || models.row(id).isPresent()) {
      throw exists();
    }
  }

  @Transactional
  ModelItem add(Model model, String origin, String by) {
    if (model.id().equals(Model.shipped().id()) || !models.add(model, origin, by)) {
      throw exists();
    }
    audit.append(
        new AuditEvent("identity.model_added", by, Map.of("model", model.id(), "origin", origin)));
    return item(model.id());
  }

  /**
   * Puts a model in force; one that is in force already stays, and nothing is written. The reason
   * stands with the activation and not in the log, which takes no free text.
   */
  @Transactional
  ModelItem activate(String id, String by, String reason) {
    model(id);
    var before = activeId();
    if (!before.equals(id)) {
      models.activate(id, by, reason);
      audit.append(
          new AuditEvent(
              "identity.model_activated", by, Map.of("model", id, "instead_of", before)));
      active.forget();
    }
    return item(id);
  }

  /** Which models were in force, newest first. */
  Page<ActivationView> activations(@Nullable String after, int limit) {
    return Page.newestFirst(after, limit, models::activations, ModelStore.Activation::seq)
        .map(ActivationView::of);
  }

  private String activeId() {
    return models.activation().map(ModelStore.Activation::model).orElse(Model.shipped().id());
  }

  private static ModelItem shipped(String inForce) {
    var id = Model.shipped().id();
    return new ModelItem(id, SHIPPED, id.equals(inForce), null, null);
  }

  private static ModelItem item(Row row, String inForce) {
    return new ModelItem(
        row.id(), row.origin(), row.id().equals(inForce), row.createdAt(), row.createdBy());
  }

  private static ProblemException exists() {
    return new ProblemException(
        ProblemType.MODEL_EXISTS,
        "A model never changes: choose another id.",
        Map.of("field", "id"));
  }

  private static ProblemException nothing() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such model.");
  }
}
