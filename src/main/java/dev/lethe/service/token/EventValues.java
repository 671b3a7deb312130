package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.piicatalog.FieldRule;
import dev.lethe.service.vault.CipherBatch;
import dev.lethe.service.vault.FormOrder;
import dev.lethe.service.web.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** The values of a batch of events that become tokens, and by which rule each. */
final class EventValues {
  private final Texts texts = new Texts(ProblemException.missingField("value").problem());
  private final List<FieldRule> rules = new ArrayList<>();

  int size() {
    return texts.size();
  }

  Texts texts() {
    return texts;
  }

  /** Says by which rule the text that was added last becomes a token. */
  void ruled(FieldRule rule) {
    rules.add(rule);
  }

  /** Adds the value to the batch; one of suite 3 or 4 to the forms, and nothing in its place. */
  void addTo(CipherBatch batch, EventForms forms, KeyId key, int value) {
    switch (rules.get(value)) {
      case FieldRule.Tokenize(var suite, String field) ->
          addTo(batch, key, Suite.numbered(suite.number()), field, value);
      case FieldRule.Seal(String field) -> addTo(batch, key, Suite.RANDOM, field, value);
      case FieldRule.Form(var token, String field) -> {
        var text = texts.text(value);
        forms.add(batch.size(), new FormOrder(Ways.form(token), key, field, text));
        batch.addValue(key, Suite.RANDOM, field, texts.bytes(), 0, 0);
      }
      case FieldRule.Pass _, FieldRule.Drop _, FieldRule.Subject _ ->
          throw new IllegalStateException("a rule that makes no tokens");
    }
  }

  private void addTo(CipherBatch batch, KeyId key, Suite suite, String field, int value) {
    batch.addValue(key, suite, field, texts.bytes(), texts.from(value), texts.to(value));
  }

  /** Overwrites the values. */
  void wipe() {
    texts.wipe();
    rules.clear();
  }

  @Override
  public String toString() {
    return "EventValues[" + size() + "]";
  }
}
