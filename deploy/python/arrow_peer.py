"""Arrow streams as pyarrow writes and reads them.

  arrow_peer.py write <folder>   makes one stream of each kind that Lethe is to read or to refuse
  arrow_peer.py read <file>      prints a stream as JSON: its columns, one list each, and its metadata
"""
import json
import pathlib
import sys

import pyarrow as pa

IDS = ["prf_a", None, "prf_c"]
VALUES = ["jane@example.org", "Ünïcode ✓", None]


def stream(path, schema, batches, **options):
    with pa.OSFile(str(path), "wb") as out:
        with pa.ipc.new_stream(out, schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
            for batch in batches:
                writer.write_batch(batch)


def columns(path, **arrays):
    batch = pa.record_batch(list(arrays.values()), names=list(arrays))
    stream(path, batch.schema, [batch])


def write(folder):
    folder.mkdir(parents=True, exist_ok=True)
    plain = pa.record_batch(
        [
            pa.array(IDS),
            pa.array(["email", "phone", "email"]).dictionary_encode(),
            pa.array(VALUES),
            pa.array([1, None, 2], pa.int8()),
        ],
        schema=pa.schema(
            [
                ("profile", pa.string()),
                ("field", pa.dictionary(pa.int32(), pa.string())),
                ("value", pa.string()),
                ("suite", pa.int8()),
            ],
            metadata={"lethe.purpose": "support", "pandas": "{}"},
        ),
    )
    stream(folder / "plain.arrows", plain.schema, [plain, plain.slice(1, 2), plain.slice(0, 0)])
    columns(
        folder / "large.arrows",
        profile=pa.array(IDS, pa.large_string()),
        value=pa.array([v and v.encode() for v in VALUES], pa.large_binary()),
        suite=pa.array([1, 2, 65535], pa.uint16()),
    )
    columns(folder / "binary.arrows", value=pa.array([b"a", b"", b"\xff"], pa.binary()))
    first = pa.record_batch([pa.array(["a", "b"]).dictionary_encode()], names=["profile"])
    second = pa.record_batch([pa.array(["b", "c", "c"]).dictionary_encode()], names=["profile"])
    stream(folder / "replaced.arrows", first.schema, [first, second])
    # What Lethe refuses.
    stream(folder / "refused-compressed.arrows", plain.schema, [plain], compression="lz4")
    grown = pa.record_batch([pa.array(["a", "b", "c"]).dictionary_encode()], names=["profile"])
    stream(folder / "refused-delta.arrows", first.schema, [first, grown], emit_dictionary_deltas=True)
    columns(folder / "refused-view.arrows", value=pa.array(["a"], pa.string_view()))
    columns(folder / "refused-nested.arrows", value=pa.array([{"a": "b"}]))
    columns(folder / "refused-float.arrows", value=pa.array([1.5]))
    with pa.OSFile(str(folder / "refused-file.arrows"), "wb") as out:
        with pa.ipc.new_file(out, plain.schema) as writer:
            writer.write_batch(plain)


def read(path):
    with pa.ipc.open_stream(path.read_bytes()) as reader:
        table = reader.read_all()
    table.validate(full=True)
    print(
        json.dumps(
            {
                "columns": table.to_pydict(),
                "types": [str(field.type) for field in table.schema],
                "metadata": {k.decode(): v.decode() for k, v in (table.schema.metadata or {}).items()},
            }
        )
    )


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](pathlib.Path(sys.argv[2]))
