#!/bin/sh
# Sees to a Chromium for the browser tests. It never fails: without one those tests skip and say why.
# DURNA_CHROMIUM names the program to use instead of looking for one.
set -u

. "$(dirname "$0")/debian.sh"

# Ubuntu's chromium without its snap is a script that only prints advice, so a name on the path is not enough.
works() { "$1" --version 2>/dev/null | grep -qE '(Chromium|Chrome) [0-9]'; }

if [ -n "${DURNA_CHROMIUM:-}" ]; then
    works "$DURNA_CHROMIUM" || echo "DURNA_CHROMIUM is $DURNA_CHROMIUM, which does not start; the browser tests will skip." >&2
    exit 0
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && works "$name" && exit 0
done

give_up() {
    echo "No Chromium was found $1; the browser tests will skip. To run them install one, or name it in DURNA_CHROMIUM." >&2
    exit 0
}

grep -q '^ID=debian' /etc/os-release 2>/dev/null || give_up "and only Debian's own package can be installed unattended"
as_administrator_of chromium
echo "Installing the system package chromium for the browser tests." >&2
install_packages chromium || give_up "and Debian's package could not be installed"
