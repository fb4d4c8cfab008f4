# Read by the scripts that see to a program of the system's own, which say `give_up` for themselves: what happens where
# it cannot be had. It gives `as_root` and `install_packages`.

# as_administrator_of PACKAGES: gives up where packages cannot be installed unattended.
as_administrator_of() {
    command -v apt-get >/dev/null 2>&1 || give_up "and this system has no apt-get"
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        give_up "and installing it needs an administrator (sudo apt-get install -y $*)"
    fi
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    $as_root apt-get -qq update >&2 || true
}

install_packages() { $as_root apt-get -qq install -y --no-install-recommends "$@" >/dev/null 2>&1; }
