#!/bin/sh
# Makes .venv and installs the pinned requirements and the project into it; does nothing when nothing changed.
#   sh scripts/setup.sh base|test|dev      each of the three holds the one before it
# Needs python3 (3.11 or later). PYTHON names another interpreter; PIP_* and UV_* settings of the machine apply.
set -eu

cd "$(dirname "$0")/.."
wanted=${1:-base}
venv=.venv
stamp=$venv/durna-setup

# The interpreter must be the one on the machine: none is ever downloaded.
UV_PYTHON_DOWNLOADS=never
export UV_PYTHON_DOWNLOADS

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

rank() {
    case $1 in
        base) echo 1 ;;
        test) echo 2 ;;
        dev) echo 3 ;;
        *) echo 0 ;;
    esac
}

is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
        if is_recent "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    stop "No Python 3.11 or later was found (tried ${PYTHON:-python3}, python3.13, python3.12, python3.11)." \
        "Durna needs one. Install it, or name it: make setup PYTHON=/path/to/python3"
}

install_venv_package() {
    version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    package=python3-venv
    # The general package serves only the system's default Python.
    [ "$(basename "$python")" = python3 ] || package=$version
    give_up() {
        stop "$python cannot make a virtual environment: venv or ensurepip is missing $1." \
            "Install your system's package for it (Debian calls it $package), then run the same command again."
    }
    . scripts/debian.sh
    as_administrator_of "$package"
    echo "Installing the system package $package." >&2
    install_packages "$package" || give_up "and its package could not be installed"
}

make_venv() {
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import pip' 2>/dev/null && is_recent "$venv/bin/python" && return
    rm -rf "$venv"
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null || ! "$python" -m venv "$venv" >/dev/null 2>&1; then
        rm -rf "$venv"
        install_venv_package
        "$python" -m venv "$venv" || stop "$python still cannot make a virtual environment in $venv; its message stands above."
    fi
}

install_uv() {
    pinned=$(sed -n 's/^uv==\([^ ]*\).*/uv \1/p' requirements/uv.txt)
    case $("$venv/bin/uv" --version 2>/dev/null || true) in
        "$pinned" | "$pinned "*) return ;;
    esac
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
}

# The folder is part of it: an editable install points at it, and so do the scripts of the environment.
state_of_the_tree() {
    { pwd && cat requirements/*.txt pyproject.toml; } \
        | "$python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
}

[ "$(rank "$wanted")" != 0 ] || stop "Set-up was asked for '$wanted'; it knows base, test and dev."
python=$(find_python)
state=$(state_of_the_tree)

set_up=none
set_up_state=
[ -f "$stamp" ] && read -r set_up set_up_state <"$stamp"
# Never takes away what an earlier call installed: check and test may alternate without reinstalling.
[ "$(rank "$set_up")" -gt "$(rank "$wanted")" ] && wanted=$set_up
[ "$set_up $set_up_state" = "$wanted $state" ] && [ -x "$venv/bin/python" ] && exit 0

echo "Setting up $venv ($wanted)." >&2
# A virtual environment that was moved or copied runs the scripts of the old place.
[ -f "$stamp" ] && [ "$(sed -n 's/^VIRTUAL_ENV=["'\'']*\([^"'\'']*\).*/\1/p' "$venv/bin/activate" | tail -n 1)" != "$(pwd)/$venv" ] && rm -rf "$venv"
rm -f "$stamp"
make_venv
install_uv
"$venv/bin/uv" pip sync --quiet --python "$venv/bin/python" --require-hashes "requirements/$wanted.txt"
"$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation --editable .
echo "$wanted $state" >"$stamp"
