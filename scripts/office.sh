#!/bin/sh
# Sees to a LibreOffice (Writer, without windows) and to pdftotext for the tests that open documents as an office would.
# It never fails: without them those tests skip and say why. DURNA_SOFFICE names the LibreOffice to use.
set -u

. "$(dirname "$0")/debian.sh"

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

as_administrator_of libreoffice-writer-nogui poppler-utils
echo "Installing the system packages libreoffice-writer-nogui and poppler-utils for the tests of documents." >&2
install_packages libreoffice-writer-nogui poppler-utils || give_up "and Debian's packages could not be installed"
