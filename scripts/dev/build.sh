# shellcheck shell=bash
# Building the window's pages and the programs.

build_pages() {
    if [[ ! -d ui/node_modules || ui/package-lock.json -nt ui/node_modules/.package-lock.json ]]; then
        npm --prefix ui ci --no-audit --no-fund --loglevel=error
    fi
    npm --prefix ui run --silent build
}

# One build for programs and tests, so that all of them share their dependencies' features.
build_programs() {
    cargo build --workspace --all-targets --locked --features keyway/custom-protocol
}

make_ready() {
    need_packages "${BUILD_PACKAGES[@]}" "${RUN_PACKAGES[@]}" "$@"
    need_toolchains
}
