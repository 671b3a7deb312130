package dev.lethe.service.fanout.connector.modelregistry;

import dev.lethe.service.fanout.connector.AssetRef;
import dev.lethe.service.fanout.connector.ConnectorContractTest;
import dev.lethe.service.fanout.connector.SubjectKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The model registry keeps the facts of the port on a real MLflow server. */
class ModelRegistryContractTest extends ConnectorContractTest {

  @Override
  protected Shop open() throws Exception {
    MlflowFixture mlflow = MlflowFixture.running();
    String model = "churn-" + UUID.randomUUID();
    mlflow.createModel(model);
    mlflow.createVersion(model, "iceberg:retail.events@11");
    mlflow.createVersion(model, "iceberg:retail.orders@5", "iceberg:retail.events@12");
    mlflow.createVersion(model, "iceberg:retail.events@22");
    mlflow.createVersion(model, "iceberg:retail.events@33");
    return new Shop(
        mlflow.connector(Map.of("page-size", "2")),
        new AssetRef("models", model, Map.of("profile", "profile"), List.of(), "mark"),
        subject("s-alice", "iceberg:retail.events@11", "iceberg:retail.events@12"),
        2,
        "retail.events@11",
        subject("s-bob", "iceberg:retail.events@22"),
        1,
        "retail.events@22",
        subject("s-nobody"),
        Map.of("deadline", "2026-12-31"));
  }

  private static SubjectKeys subject(String handle, String... dataVersions) {
    return new SubjectKeys(
        handle, Map.of("profile", Set.of("prf_" + handle + "00000000")), Set.of(dataVersions));
  }
}
