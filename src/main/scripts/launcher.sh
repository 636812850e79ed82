# Shared by ./hermes of a source tree and bin/hermes of a distribution.

say() { printf 'hermes: %s\n' "$*" >&2; }

# application_of PROGRAM: the application that a symlink's name asks for, or nothing: hermes-client-ldap is client-ldap.
application_of() {
    case $1 in
        hermes-server | hermes-server-cli | hermes-client-?*) printf '%s' "${1#hermes-}" ;;
    esac
}

# java_version HOME: its feature number; from its release file where there is one, since starting a JVM takes longer.
java_version() {
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p'
    fi
}

# find_java PROGRAM: sets JAVA_HOME to a Java 17 or newer that has bin/PROGRAM (java, or javac where we build).
find_java() {
    on_path=$(command -v "$1" 2>/dev/null) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/*}
    for candidate in "${JAVA_HOME:-}" "${on_path:-}" /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -x "$candidate/bin/$1" ] && [ "$(java_version "$candidate")" -ge 17 ] 2>/dev/null; then
            JAVA_HOME=$candidate
            export JAVA_HOME
            return 0
        fi
    done
    return 1
}

# java_missing KIND PACKAGE: says what to install.
java_missing() {
    say "no $1 of version 17 or newer found (looked at JAVA_HOME, PATH, /usr/lib/jvm). Install one:"
    say "  Debian, Ubuntu:  apt-get install $2"
    say "  Fedora, RHEL:    dnf install java-17-openjdk-devel"
    say "  macOS:           brew install openjdk@17"
}
