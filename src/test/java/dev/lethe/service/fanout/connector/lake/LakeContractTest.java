package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.ConnectorContractTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The lake keeps the facts of the port on a real table. */
class LakeContractTest extends ConnectorContractTest {

  private final LakeFixture lake;

  LakeContractTest(@TempDir Path folder) {
    lake = new LakeFixture(folder, "PT24H");
  }

  @Override
  protected Shop open() throws Exception {
    lake.createEvents(3, Map.of());
    String alice = lake.id("prf_");
    String aliceCustomer = lake.id("cus_");
    String bob = lake.id("prf_");
    String bobCustomer = lake.id("cus_");
    for (int commit = 0; commit < 2; commit++) {
      List<Record> rows = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        rows.add(lake.event(alice, aliceCustomer, i % 3));
        rows.add(lake.event(bob, bobCustomer, i % 3));
        rows.add(lake.event(bob, bobCustomer, i % 4));
        rows.add(lake.event(lake.id("prf_"), lake.id("cus_"), i % 5));
      }
      lake.append(rows);
    }
    return new Shop(
        lake.connector(),
        LakeFixture.asset(),
        LakeFixture.subject("s-alice", alice, aliceCustomer),
        20,
        alice,
        LakeFixture.subject("s-bob", bob, bobCustomer),
        40,
        bob,
        LakeFixture.subject("s-nobody", lake.id("prf_"), lake.id("cus_")),
        Map.of());
  }

  @AfterEach
  void close() {
    lake.close();
  }
}
