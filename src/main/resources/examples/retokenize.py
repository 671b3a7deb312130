import json, os, urllib.request

call = urllib.request.Request(
    os.environ["LETHE"] + "/api/v1/tokens/retokenize",
    data=json.dumps({
        "reason": "yearly rotation",
        "items": [{"ref": "1", "token": os.environ["SEALED"], "field": "email"}]}).encode(),
    headers={"Authorization": "Bearer " + os.environ["TOKEN"], "Content-Type": "application/json"})
with urllib.request.urlopen(call, timeout=60) as answer:
    print(json.dumps(json.load(answer)))
