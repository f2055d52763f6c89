# shellcheck shell=bash
# ./dev bench and package: release builds.

verb_bench() {
    step "system packages" make_ready "${TEST_PACKAGES[@]}" python3-venv
    step "pages" build_pages
    step "peers" get_peers
    step "programs" cargo build --release --locked -p keyway -p keyway-server -p keyway-bench \
        --features keyway/custom-protocol
    if [[ -n "${DISPLAY:-}" ]]; then
        target/release/keyway-bench
    else
        dbus-run-session -- xvfb-run -a -s "-screen 0 1280x900x24" target/release/keyway-bench
    fi
}

get_peers() {
    npm ci --prefix bench/peers --no-audit --no-fund
    python3 -m venv target/bench-peers
    target/bench-peers/bin/pip install --quiet -r bench/peers/requirements.txt
}

verb_package() {
    step "system packages" make_ready
    step "pages" build_pages
    step "programs" cargo build --release --locked -p keyway -p keyway-server \
        --features keyway/custom-protocol
    step "package" make_deb
}

make_deb() {
    local version root deb
    version=$(cargo metadata --no-deps --format-version 1 |
        sed -E 's/.*"name":"keyway","version":"([^"]+)".*/\1/')
    root=target/release/deb
    deb="target/release/keyway_${version}_$(dpkg --print-architecture).deb"
    rm -rf "$root"
    install -D -m755 -t "$root/usr/bin" target/release/keyway target/release/keyway-server
    install -D -m644 assets/icons/keyway.svg "$root/usr/share/icons/hicolor/scalable/apps/keyway.svg"
    install -D -m644 -t "$root/usr/share/doc/keyway" LICENSE-MIT LICENSE-APACHE SECURITY.md \
        assets/fonts/OFL.txt assets/fonts/HANAZONO.txt
    install -D -m644 assets/keyway.desktop "$root/usr/share/applications/keyway.desktop"
    mkdir -p "$root/DEBIAN"
    cat > "$root/DEBIAN/control" <<TEXT
Package: keyway
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: The Keyway contributors <maintainers@keyway.invalid>
Depends: libwebkit2gtk-4.1-0, libgtk-3-0 | libgtk-3-0t64, gstreamer1.0-plugins-base, gstreamer1.0-plugins-good, gstreamer1.0-plugins-bad
Section: misc
Priority: optional
Description: The enrolment counter for a municipal ID
 Captures details and photo into an encrypted queue, shows the card's proof and
 sends sealed records to the programme's central server when a line is there.
TEXT
    dpkg-deb --root-owner-group --build "$root" "$deb"
}
