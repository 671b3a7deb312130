# One event a line in, one line out, in the same order; the answer begins before the body ends.
curl -sSN --fail-with-body "$LETHE/api/v1/datasets/retail_events/pseudonymize" \
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/x-ndjson' --data-binary @"$EVENTS"
