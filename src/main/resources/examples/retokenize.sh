curl -sS --fail-with-body "$LETHE/api/v1/tokens/retokenize" \
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' --data @- <<EOF
{"reason": "yearly rotation", "field": "email", "token": ["$SEALED"]}
EOF
