# shellcheck shell=bash
# ./dev bench and package: release builds.

verb_bench() {
    step "system packages" make_ready "${TEST_PACKAGES[@]}"
    step "pages" build_pages
    step "programs" cargo build --release --locked -p keyway -p keyway-server -p keyway-bench \
        --features keyway/custom-protocol
    if [[ -n "${DISPLAY:-}" ]]; then
        target/release/keyway-bench
    else
        dbus-run-session -- xvfb-run -a -s "-screen 0 1280x900x24" target/release/keyway-bench
    fi
}

verb_package() {
    step "system packages" make_ready
    step "pages" build_pages
    step "package" npm --prefix ui exec -- tauri build --bundles deb
}
