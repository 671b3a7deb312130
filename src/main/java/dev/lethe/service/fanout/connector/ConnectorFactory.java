package dev.lethe.service.fanout.connector;

/** Makes connectors of one kind; implementations are CDI beans. */
public interface ConnectorFactory {

  /** The value of {@code lethe.targets.<name>.connector} this factory answers to. */
  String kind();

  /** A connector for the target; need not reach the target yet. */
  Connector connect(TargetSettings settings);
}
