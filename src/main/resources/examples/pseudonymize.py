import json, os, urllib.request

with open(os.environ["EVENTS"], "rb") as events:
    call = urllib.request.Request(
        os.environ["LETHE"] + "/api/v1/datasets/retail_events/pseudonymize",
        data=events.read(),
        headers={"Authorization": "Bearer " + os.environ["TOKEN"], "Content-Type": "application/x-ndjson"})
with urllib.request.urlopen(call, timeout=60) as answer:
    for line in answer:
        event = json.loads(line)
        print(json.dumps(event))  # {"line": …, "problem": {…}} stands in the place of a bad line
