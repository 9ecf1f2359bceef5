#!/bin/sh
# Makes clinic_client/ from the OpenAPI of clinic_api, the same files every time and without a network.
# `client.sh FOLDER` writes the client into FOLDER instead; a test compares it with clinic_client/.
set -eu
cd "$(dirname "$0")/.."
target=${1:-clinic_client}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH="$(pwd)/.venv/bin:$PATH"
export PATH

CLINIC_DATA_DIR="$work/data" clinic openapi --out "$work/openapi.json"

cat > "$work/config.json" <<'JSON'
{"package_name_override": "clinic_client", "project_name_override": "clinic_client", "literal_enums": true,
 "content_type_overrides": {"image/png": "application/octet-stream", "application/pdf": "application/octet-stream",
  "text/csv": "application/octet-stream", "audio/wav": "application/octet-stream"}}
JSON
openapi-python-client generate --path "$work/openapi.json" --config "$work/config.json" --meta none \
    --output-path "$work/clinic_client" --fail-on-warning > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
rm -rf "$work/clinic_client/.ruff_cache"
rm -rf "$target"
mkdir -p "$(dirname "$target")"
cp -R "$work/clinic_client" "$target"
