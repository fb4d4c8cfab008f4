#!/bin/sh
# Sees to a Java for the tests of Spark. It never fails: without one those tests skip and say why.
# JAVA_HOME names the Java to use instead of looking for one.
set -u

. "$(dirname "$0")/debian.sh"

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

as_administrator_of default-jre-headless
echo "Installing a system package of Java for the tests of Spark." >&2
# By release: the general package of an older one may be a Java that Spark refuses.
for package in openjdk-17-jre-headless openjdk-21-jre-headless openjdk-25-jre-headless default-jre-headless; do
    install_packages "$package" && works java && exit 0
done
give_up "and no package of it could be installed"
