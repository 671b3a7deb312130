# Purpose and reason go into the audit log for ever; they name nobody. "mask" shows a part only.
curl -sS --fail-with-body "$LETHE/api/v1/tokens/reveal" \
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' --data @- <<EOF
{"purpose": "support", "reason": "ticket 4711", "mask": "email_domain",
 "items": [{"ref": "1", "token": "$SEALED", "field": "email"}]}
EOF
