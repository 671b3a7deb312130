package dev.lethe.service.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.service.fanout.Execution;
import dev.lethe.service.fanout.FanoutService;
import dev.lethe.service.fanout.Stage;
import dev.lethe.service.fanout.StageHandler;
import dev.lethe.service.fanout.StageTrouble;
import dev.lethe.service.fanout.Step;
import dev.lethe.service.fanout.Work;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.identity.ProfileExport;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Makes the access package: everything that is held about the person, as JSON and as a page to
 * read.
 */
@ApplicationScoped
class PackageHandler implements StageHandler {
  private final FanoutService fanout;
  private final IdentityService identity;
  private final RequestStore requests;
  private final Packages packages;
  private final ObjectMapper json;

  PackageHandler(
      FanoutService fanout,
      IdentityService identity,
      RequestStore requests,
      Packages packages,
      ObjectMapper json) {
    this.fanout = fanout;
    this.identity = identity;
    this.requests = requests;
    this.packages = packages;
    this.json = json;
  }

  @Override
  public Set<Stage> stages() {
    return Set.of(Stage.PACKAGE);
  }

  @Override
  public Recording perform(Work work) throws StageTrouble {
    Work.Item item = work.items().getFirst();
    if (work.items().size() != 1) {
      throw new IllegalStateException("a package is made for one request at a time");
    }
    Execution execution = item.execution();
    ObjectNode content = content(execution, work.at());
    Packages.SealedPackage made =
        packages.seal(execution.caseKey(), content, PackagePage.html(content));
    return () -> {
      packages.store(execution.request(), made, work.at());
      fanout.dropExports(execution.request());
    };
  }

  private ObjectNode content(Execution execution, Instant at) throws StageTrouble {
    StoredRequest request = requests.find(execution.request()).orElseThrow();
    ObjectNode content = json.createObjectNode();
    content.put("request", request.name());
    content.put("law", request.regime().word());
    content.put("received_at", request.times().received().toString());
    content.put("made_at", at.toString());
    content.set("profiles", profiles(execution));
    content.set("systems", systems(execution));
    return content;
  }

  private ArrayNode profiles(Execution execution) {
    ArrayNode profiles = json.createArrayNode();
    CustomerId customer = CustomerId.parse(Objects.requireNonNull(execution.customer()));
    for (ProfileExport profile : identity.export(customer)) {
      profiles
          .addObject()
          .put("source", profile.source())
          .put("source_key", profile.sourceKey())
          .set("attributes", profile.attributes());
    }
    return profiles;
  }

  private ArrayNode systems(Execution execution) throws StageTrouble {
    ArrayNode systems = json.createArrayNode();
    for (FanoutService.ExportPart part : fanout.exports(execution)) {
      Step step = part.step();
      ObjectNode system =
          systems.addObject().put("target", step.target()).put("asset", step.asset());
      system.set("records", rows(part.rows()));
    }
    return systems;
  }

  private JsonNode rows(byte[] rows) throws StageTrouble {
    try {
      return json.readTree(rows);
    } catch (IOException e) {
      throw StageTrouble.needsPerson("What was exported is not readable.");
    }
  }
}
