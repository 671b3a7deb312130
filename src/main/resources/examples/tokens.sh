# Items, each with its own outcome. Columns do the same for less: "field", "suite", "profile": […], "value": […].
curl -sS --fail-with-body "$LETHE/api/v1/tokens" \
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' --data @- <<EOF
{"items": [
  {"ref": "1", "profile": "$PROFILE", "field": "email", "suite": 2, "value": "jane@example.org"},
  {"ref": "2", "profile": "$PROFILE", "field": "street", "suite": 1, "value": "1 Main Street"}]}
EOF
