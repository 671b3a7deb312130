# Profiles are done when it answers; with "older_than" instead, all old keys follow in the background.
curl -sS --fail-with-body "$LETHE/api/v1/keys/rotations" \
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
  -H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" --data @- <<EOF
{"profiles": ["$PROFILE"], "reason": "ticket 4712"}
EOF
