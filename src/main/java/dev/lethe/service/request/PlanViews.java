package dev.lethe.service.request;

import dev.lethe.service.fanout.PlannedStep;
import dev.lethe.service.request.Plan.Basis;
import dev.lethe.service.request.RequestViews.PlanStepView;
import dev.lethe.service.request.RequestViews.PlanView;
import dev.lethe.service.request.RequestViews.ProfileView;

/** Shows plans. */
final class PlanViews {
  private static final Basis NONE = new Basis("", "");

  private PlanViews() {}

  static PlanView of(Plan plan) {
    return new PlanView(
        plan.version(),
        plan.createdAt(),
        plan.createdBy(),
        plan.customer(),
        plan.profiles().stream().map(p -> new ProfileView(p.id(), p.source(), p.label())).toList(),
        plan.steps().stream()
            .map(step -> step(step, plan.bases().getOrDefault(step.id(), NONE)))
            .toList(),
        plan.kept(),
        plan.warnings(),
        plan.held());
  }

  private static PlanStepView step(PlannedStep step, Basis basis) {
    return new PlanStepView(
        step.id(),
        step.target(),
        step.asset(),
        step.action(),
        step.fields(),
        basis.rule(),
        basis.legalBasis(),
        step.expected());
  }
}
