#!/bin/sh
# Sees to a Java for the tests of Spark. It never fails: without one those tests skip and say why.
# JAVA_HOME names the Java to use instead of looking for one.
set -u

wanted=17

works() {
    version=$("$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    [ -n "$version" ] && [ "$version" -ge "$wanted" ]
}

if [ -n "${JAVA_HOME:-}" ]; then
    works "$JAVA_HOME/bin/java" || echo "JAVA_HOME is $JAVA_HOME, which holds no Java $wanted or later; the tests of Spark will skip." >&2
    exit 0
fi
command -v java >/dev/null 2>&1 && works java && exit 0

give_up() {
    echo "No Java $wanted or later was found $1; the tests of Spark will skip. To run them install one, or name it in JAVA_HOME." >&2
    exit 0
}

command -v apt-get >/dev/null 2>&1 || give_up "and this system has no apt-get"
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    give_up "and installing it needs an administrator (sudo apt-get install -y default-jre-headless)"
fi

echo "Installing a system package of Java for the tests of Spark." >&2
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
$as_root apt-get -qq update >&2 || true
# By release: the general package of an older one may be a Java that Spark refuses.
for package in openjdk-17-jre-headless openjdk-21-jre-headless openjdk-25-jre-headless default-jre-headless; do
    $as_root apt-get -qq install -y --no-install-recommends "$package" >/dev/null 2>&1 && works java && exit 0
done
give_up "and no package of it could be installed"
