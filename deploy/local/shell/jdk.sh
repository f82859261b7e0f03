# shellcheck shell=sh
# Finds a JDK 25 or newer, for ./run and ./test: sets and exports JAVA_HOME, or says what to install and returns 1.

jdk_needed=25

# The version of the JDK in a directory, as one number; nothing where there is no JDK.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

jdk_try() {
  version=$(jdk_version "$1")
  if [ -n "$version" ] && [ "$version" -ge "$jdk_needed" ]; then
    JAVA_HOME=$1
    export JAVA_HOME
    return 0
  fi
  return 1
}

jdk_search() {
  if [ -n "${JAVA_HOME:-}" ] && jdk_try "$JAVA_HOME"; then
    return 0
  fi
  if found=$(command -v javac); then
    # Links on the path lead to the JDK itself.
    while [ -L "$found" ]; do
      link=$(readlink "$found")
      case $link in
        /*) found=$link ;;
        *) found=$(dirname "$found")/$link ;;
      esac
    done
    jdk_try "$(dirname "$(dirname "$found")")" && return 0
  fi
  if [ -x /usr/libexec/java_home ]; then
    found=$(/usr/libexec/java_home -v "$jdk_needed+" 2>/dev/null) && jdk_try "$found" && return 0
  fi
  for found in /usr/lib/jvm/* /opt/java/* /opt/jdk* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    jdk_try "$found" && return 0
  done
  return 1
}

jdk_install() {
  [ "$(id -u)" = 0 ] || return 1
  if command -v apt-get >/dev/null; then
    if ! apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1; then
      apt-get -qq update >/dev/null 2>&1
    fi
    apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1 || return 1
    echo "Installing a JDK 25 (openjdk-25-jdk-headless)…"
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends openjdk-25-jdk-headless >/dev/null
  elif command -v dnf >/dev/null; then
    echo "Installing a JDK 25 (java-25-openjdk-devel)…"
    dnf -q -y install java-25-openjdk-devel >/dev/null
  elif command -v apk >/dev/null; then
    echo "Installing a JDK 25 (openjdk25)…"
    apk -q add openjdk25 >/dev/null
  else
    return 1
  fi
}

find_jdk() {
  jdk_search && return 0
  jdk_install && jdk_search && return 0
  echo "Assent needs a JDK 25: install Temurin 25 from https://adoptium.net/temurin/releases/?version=25 and set JAVA_HOME to it." >&2
  return 1
}
