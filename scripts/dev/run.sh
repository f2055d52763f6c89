# shellcheck shell=bash
# ./dev run: the counter, and a central server on this machine.

DEMO=${KEYWAY_DEMO:-target/demo}
DEMO_LISTEN=127.0.0.1:8710
DEMO_OPERATOR="Demo supervisor"
DEMO_PASSPHRASE="demo passphrase"

verb_run() {
    if [[ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
        fail "There is no display here to open a window on.
./dev tour enrols one applicant by itself, in a window that nobody sees, and leaves the pictures."
    fi
    step "system packages" make_ready
    step "pages" build_pages
    step "programs" cargo build --locked -p keyway -p keyway-server --features keyway/custom-protocol
    start_demo_server
    export KEYWAY_DATA="$DEMO/counter"
    if [[ ! -d "$DEMO/counter/counter" ]]; then
        set_up_demo_counter
    fi
    say "The counter opens. Sign in as \"$DEMO_OPERATOR\" with the passphrase \"$DEMO_PASSPHRASE\"."
    target/debug/keyway
}

start_demo_server() {
    mkdir -p "$DEMO"
    target/debug/keyway-server serve --data "$DEMO/server" --listen "$DEMO_LISTEN" \
        > "$DEMO/server.out" 2> "$DEMO/server.log" &
    local server=$!
    # shellcheck disable=SC2064
    trap "kill $server 2> /dev/null || true" EXIT
    local tries
    for tries in {1..100}; do
        grep -q '^listening on ' "$DEMO/server.out" && return
        kill -0 "$server" 2> /dev/null || fail "The server did not start: $(tail -n1 "$DEMO/server.log")"
        sleep 0.1
    done
    fail "The server did not say that it listens, in $tries tries."
}

set_up_demo_counter() {
    local code
    code=$(target/debug/keyway-server counters add --data "$DEMO/server" 2> /dev/null)
    printf '%s\n' "$DEMO_PASSPHRASE" | target/debug/keyway set-up --site "Demo site" \
        --supervisor "$DEMO_OPERATOR" --server "http://$DEMO_LISTEN" --code "$code" > /dev/null
}
