# shellcheck shell=bash
# What is said in the terminal.

say() { printf '\n==> %s\n' "$*"; }

fail() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

# Runs a step and tells how long it took; a step that fails ends everything by its name.
step() {
    local name=$1 began=$SECONDS
    shift
    say "$name"
    "$@" || fail "FAILED: $name"
    printf '    %s: %d s\n' "$name" $((SECONDS - began))
}
