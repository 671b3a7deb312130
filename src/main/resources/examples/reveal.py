import json, os, urllib.request

call = urllib.request.Request(
    os.environ["LETHE"] + "/api/v1/tokens/reveal",
    data=json.dumps({
        "purpose": "support", "reason": "ticket 4711",
        "field": "email", "token": [os.environ["SEALED"]]}).encode(),
    headers={"Authorization": "Bearer " + os.environ["TOKEN"], "Content-Type": "application/json"})
with urllib.request.urlopen(call, timeout=60) as answer:
    print(json.dumps(json.load(answer)))
