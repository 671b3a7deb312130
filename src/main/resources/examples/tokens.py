import json, os, urllib.request

call = urllib.request.Request(
    os.environ["LETHE"] + "/api/v1/tokens",
    data=json.dumps({
        "field": "email", "suite": 2,
        "profile": [os.environ["PROFILE"]] * 2,
        "value": ["jane@example.org", "joe@example.org"]}).encode(),
    headers={"Authorization": "Bearer " + os.environ["TOKEN"], "Content-Type": "application/json"})
with urllib.request.urlopen(call, timeout=60) as answer:
    print(json.dumps(json.load(answer)))
