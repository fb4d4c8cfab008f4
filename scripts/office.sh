#!/bin/sh
# Sees to a LibreOffice (Writer, without windows) and to pdftotext for the tests that open documents as an office would.
# It never fails: without them those tests skip and say why. DURNA_SOFFICE names the LibreOffice to use.
set -u

works() { command -v "$1" >/dev/null 2>&1 && "$1" --version 2>/dev/null | grep -q LibreOffice; }

if [ -n "${DURNA_SOFFICE:-}" ]; then
    works "$DURNA_SOFFICE" || echo "DURNA_SOFFICE is $DURNA_SOFFICE, which does not start; the tests in LibreOffice will skip." >&2
    exit 0
fi
has_both() { { works soffice || works libreoffice; } && command -v pdftotext >/dev/null 2>&1; }
has_both && exit 0

give_up() {
    echo "No LibreOffice with pdftotext was found $1; the tests that open Word documents in it will skip. To run them install one, or name it in DURNA_SOFFICE." >&2
    exit 0
}

command -v apt-get >/dev/null 2>&1 || give_up "and this system has no apt-get"
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    give_up "and installing it needs an administrator (sudo apt-get install -y libreoffice-writer-nogui poppler-utils)"
fi

echo "Installing the system packages libreoffice-writer-nogui and poppler-utils for the tests of documents." >&2
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
$as_root apt-get -qq update >&2 || true
$as_root apt-get -qq install -y --no-install-recommends libreoffice-writer-nogui poppler-utils >/dev/null 2>&1 || give_up "and Debian's package could not be installed"
exit 0
