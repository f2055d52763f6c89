# shellcheck shell=bash
# ./dev test, check, e2e, tour, types: what must hold.

DRIVER_VERSION=2.1.0
DENY_VERSION=0.20.2

verb_test() {
    # A clean checkout is built once: nothing to be incremental for, and its disk may be small.
    if [[ -n ${CI:-} ]]; then export CARGO_INCREMENTAL=0; fi
    local tree
    tree=$(git status --porcelain)
    step "system packages" make_ready "${TEST_PACKAGES[@]}"
    step "pages" build_pages
    step "pages: types" npm --prefix ui run --silent check
    step "pages: lint" npm --prefix ui run --silent lint
    step "pages: tests" npm --prefix ui run --silent test
    step "format" cargo fmt --all --check
    step "window driver" need_tool tauri-driver "$DRIVER_VERSION"
    step "cargo-deny" need_tool cargo-deny "$DENY_VERSION"
    step "licences, sources, duplicates" deny
    lint_while_building
    step "programs, linted" build_programs
    # One test asks the system's print dialog, which wants a screen.
    step "tests" xvfb-run -a cargo test --workspace --locked --features keyway/custom-protocol
    step "generated types are current" types_are_current
    step "nothing is left behind" leaves_nothing_behind "$tree"
    step "journeys in the real window" in_window runs/e2e --ignored --skip tour
}

verb_check() {
    step "system packages" make_ready
    step "pages" build_pages
    step "pages: types" npm --prefix ui run --silent check
    step "pages: lint" npm --prefix ui run --silent lint
    step "format" cargo fmt --all --check
    step "lints" lint
    step "types" export_types
    step "generated types are current" types_are_current
    step "cargo-deny" need_tool cargo-deny "$DENY_VERSION"
    step "licences, sources, duplicates" deny
}

verb_types() {
    step "types" export_types
}

export_types() {
    cargo test --quiet --locked --workspace --features keyway/custom-protocol --lib export_bindings
}

verb_e2e() {
    prepare_window
    step "journeys in the real window" in_window runs/e2e --ignored --skip tour
}

verb_tour() {
    local folder
    folder="runs/tour-$(date +%Y%m%d-%H%M%S)"
    prepare_window
    step "tour" in_window "$folder" --ignored tour
    say "The proof, the pictures of each step and the receipt are in $folder"
}

prepare_window() {
    step "system packages" make_ready "${TEST_PACKAGES[@]}"
    step "pages" build_pages
    step "programs" build_programs
    step "window driver" need_tool tauri-driver "$DRIVER_VERSION"
}

in_window() {
    local folder=$1
    shift
    mkdir -p "$folder"
    KEYWAY_RUN_DIR="$PWD/$folder" dbus-run-session -- \
        xvfb-run -a -s "-screen 0 1280x900x24" \
        cargo test --locked --workspace --features keyway/custom-protocol \
        --test e2e -- --test-threads=1 "$@"
}

lint() {
    cargo clippy --workspace --all-targets --locked --features keyway/custom-protocol \
        -- -D warnings
}

# Has Clippy's compiler build the packages of ours, warnings refused: what is built is linted, and
# what we depend on is compiled once instead of once for the lints and once more for the tests.
# These are the variables that `cargo clippy` itself sets.
lint_while_building() {
    export RUSTC_WORKSPACE_WRAPPER=clippy-driver
    export CLIPPY_ARGS="-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__"
}

# What a test leaves behind belongs into a folder that git passes over.
leaves_nothing_behind() {
    local before=$1 now
    now=$(git status --porcelain)
    [[ "$now" == "$before" ]] || fail "The tests have changed the tree; it was:
$before
and it is:
$now"
}

# It reads the manifests of all that is locked, for every platform: on a new machine they are not
# there before the first build, and some never are.
deny() {
    cargo fetch --locked --quiet
    target/tools/bin/cargo-deny --offline check licenses bans sources
}

types_are_current() {
    git diff --exit-code -- ui/src/desk/types.ts ui/src/desk/fields.json
}
