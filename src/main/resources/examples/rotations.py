import json, os, urllib.request, uuid

call = urllib.request.Request(
    os.environ["LETHE"] + "/api/v1/keys/rotations",
    data=json.dumps({
        "profiles": [os.environ["PROFILE"]], "reason": "ticket 4712"}).encode(),
    headers={"Authorization": "Bearer " + os.environ["TOKEN"], "Content-Type": "application/json",
             "Idempotency-Key": str(uuid.uuid4())})
with urllib.request.urlopen(call, timeout=60) as answer:
    print(json.dumps(json.load(answer)))
