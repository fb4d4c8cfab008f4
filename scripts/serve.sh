#!/bin/sh
# Serves the site over the example of Azerbaijan, with somebody invented for every role.
#   sh scripts/serve.sh [PORT]
set -eu

cd "$(dirname "$0")/.."
workspace=build/site-demo

if [ ! -d "$workspace/editions/example" ]; then
    echo "Making the example once: this takes about a minute." >&2
    rm -rf "$workspace"
    mkdir -p build
    cp -R examples/azerbaijan "$workspace"
    .venv/bin/durna load --workspace "$workspace" >/dev/null
    .venv/bin/durna edition freeze example --workspace "$workspace"
    .venv/bin/durna edition publish example --workspace "$workspace" --languages az,en,ru --formats html,xlsx
fi
exec .venv/bin/durna serve --workspace "$workspace" --demo --port "${1:-8000}"
