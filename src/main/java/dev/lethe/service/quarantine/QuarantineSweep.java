package dev.lethe.service.quarantine;

import dev.lethe.service.fanout.Dispatcher;
import jakarta.enterprise.context.ApplicationScoped;

/** Destroys what was held back long enough. */
@ApplicationScoped
class QuarantineSweep implements Dispatcher.Recurring {
  private final QuarantineService quarantine;

  QuarantineSweep(QuarantineService quarantine) {
    this.quarantine = quarantine;
  }

  @Override
  public void run() {
    quarantine.end();
  }
}
