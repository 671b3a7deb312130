"""A small shop's features, written and read by Feast itself.

    feast_shop.py write <folder> <redis port> <customer>...   writes features of the customers
    feast_shop.py read  <folder> <redis port> <customer>...   prints what Feast serves of them, as JSON

Three feature views in the project "shop": customer_stats and customer_risk share the entity customer (and so one hash in
Redis), product_affinity has the two join keys customer_id and product_id.
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
from feast import Entity, FeatureStore, FeatureView, Field, FileSource, RepoConfig, ValueType
from feast.types import Bool, Float32, Float64, Int64, String

PRODUCTS = ["sku-1", "sku-2"]


def store(folder: Path, port: int) -> FeatureStore:
    config = RepoConfig(
        project="shop",
        provider="local",
        registry=str(folder / "registry.db"),
        online_store={"type": "redis", "connection_string": f"127.0.0.1:{port}"},
        offline_store={"type": "file"},
        entity_key_serialization_version=3,
    )
    return FeatureStore(config=config)


def views(folder: Path) -> list:
    customer = Entity(name="customer", join_keys=["customer_id"], value_type=ValueType.STRING)
    product = Entity(name="product", join_keys=["product_id"], value_type=ValueType.STRING)

    def view(name: str, entities: list, fields: list) -> FeatureView:
        source = FileSource(name=f"{name}_source", path=str(folder / f"{name}.parquet"), timestamp_field="event_timestamp")
        return FeatureView(name=name, entities=entities, ttl=timedelta(days=3650), schema=fields, source=source)

    return [
        customer,
        product,
        view(
            "customer_stats",
            [customer],
            [
                Field(name="avg_basket", dtype=Float64),
                Field(name="orders_90d", dtype=Int64),
                Field(name="last_category", dtype=String),
            ],
        ),
        view("customer_risk", [customer], [Field(name="score", dtype=Float32), Field(name="blocked", dtype=Bool)]),
        view("product_affinity", [customer, product], [Field(name="affinity", dtype=Float64)]),
    ]


def write(folder: Path, port: int, customers: list) -> None:
    objects = views(folder)
    now = datetime.now(timezone.utc)
    stats = pd.DataFrame(
        {
            "customer_id": customers,
            "avg_basket": [10.5 + i for i in range(len(customers))],
            "orders_90d": [i for i in range(len(customers))],
            "last_category": [f"category-{i}" for i in range(len(customers))],
            "event_timestamp": now,
        }
    )
    risk = pd.DataFrame({"customer_id": customers, "score": 0.5, "blocked": False, "event_timestamp": now})
    pairs = [(customer, product) for customer in customers for product in PRODUCTS]
    affinity = pd.DataFrame(pairs, columns=["customer_id", "product_id"]).assign(affinity=0.25, event_timestamp=now)
    frames = {"customer_stats": stats, "customer_risk": risk, "product_affinity": affinity}
    for name, frame in frames.items():
        frame.to_parquet(folder / f"{name}.parquet")
    shop = store(folder, port)
    shop.apply(objects)
    for name, frame in frames.items():
        shop.write_to_online_store(name, frame)


def read(folder: Path, port: int, customers: list) -> dict:
    shop = store(folder, port)
    rows = [{"customer_id": customer} for customer in customers]
    single = shop.get_online_features(
        features=[
            "customer_stats:avg_basket",
            "customer_stats:orders_90d",
            "customer_stats:last_category",
            "customer_risk:score",
        ],
        entity_rows=rows,
    ).to_dict()
    pairs = [{"customer_id": customer, "product_id": product} for customer in customers for product in PRODUCTS]
    double = shop.get_online_features(features=["product_affinity:affinity"], entity_rows=pairs).to_dict()
    return {"single": single, "pairs": double}


def main() -> None:
    mode, folder, port, customers = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
    if mode == "write":
        write(folder, port, customers)
    elif mode == "read":
        print(json.dumps(read(folder, port, customers)))
    else:
        sys.exit(f"unknown mode {mode}")


if __name__ == "__main__":
    main()
