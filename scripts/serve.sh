#!/bin/sh
# Serves the site over the example of Azerbaijan, with somebody invented for every role.
#   sh scripts/serve.sh [PORT]
set -eu

cd "$(dirname "$0")/.."
durna=.venv/bin/durna
workspace=build/site-demo
keys=build/site-demo-keys

# What a start left unfinished, or an earlier version left unsigned, is made anew: readers see signed editions alone.
if [ ! -f "$workspace/editions/example/signature.json" ]; then
    echo "Making the example once: this takes about two minutes." >&2
    rm -rf "$workspace" "$keys"
    mkdir -p build
    cp -R examples/azerbaijan "$workspace"
    # A key made on the spot, which vouches for nobody.
    "$durna" keys signing "$keys" --workspace "$workspace" >/dev/null
    printf '\n[keys]\nsigning_key_file = "../%s/signing.key"\n' "${keys##*/}" >>"$workspace/durna.toml"
    "$durna" load --workspace "$workspace" >/dev/null
    "$durna" edition freeze example --workspace "$workspace"
    "$durna" edition publish example --workspace "$workspace" --languages az,en,ru --formats html,xlsx
    "$durna" edition sign example --workspace "$workspace" --signer "An example; no institution signs it"
fi
exec "$durna" serve --workspace "$workspace" --demo --port "${1:-8000}"
