#!/bin/sh
# Builds the Profile of Azerbaijan from the deliveries of examples/azerbaijan and says where it lies.
set -eu

cd "$(dirname "$0")/.."
workspace=build/azerbaijan

# From nothing each time: what is shown follows from the example alone.
rm -rf "$workspace"
mkdir -p build
cp -R examples/azerbaijan "$workspace"
.venv/bin/durna load --workspace "$workspace" >"$workspace/receipts.txt"
.venv/bin/durna build --workspace "$workspace"

index="$workspace/site/index.html"
echo
echo "The Profile is in $index (what intake did with each delivery: $workspace/receipts.txt)"
echo "Open it in a browser:  xdg-open $index"
