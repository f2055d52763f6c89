# shellcheck shell=bash
# What is said in the terminal.

say() { printf '\n==> %s\n' "$*"; }

fail() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

# Runs a step and tells how long it took; a step that fails ends everything by its name.
#
# It runs in a shell of its own: to the left of `||` bash would ignore `set -e`, and go on after
# a command that fails in the middle of a step.
step() {
    local name=$1 began=$SECONDS status
    shift
    say "$name"
    set +e
    (
        set -e
        "$@"
    )
    status=$?
    set -e
    [[ $status -eq 0 ]] || fail "FAILED: $name"
    printf '    %s: %d s\n' "$name" $((SECONDS - began))
}
