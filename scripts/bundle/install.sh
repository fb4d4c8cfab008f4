#!/bin/sh
# Installs or upgrades Durna from this folder, without a network: sh install.sh FOLDER [--workspace WORKSPACE]
# PYTHON names the interpreter to use.
set -eu
wanted=$(tail -n 1 "$(dirname "$0")/version.txt")
exec "${PYTHON:-$(command -v "python$wanted" || echo python3)}" "$(dirname "$0")/install.py" "$@"
