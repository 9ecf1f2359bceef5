#!/bin/sh
# Makes sure the browser tests find a Chromium, and that Playwright's driver runs: installs Debian's packages when root and
# something is missing, a font with Chinese among it. Without them, those tests skip with one line.
cd "$(dirname "$0")/.." || exit 1

missing=
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing=chromium
.venv/lib/python3*/site-packages/playwright/driver/node --version >/dev/null 2>&1 || missing="$missing libatomic1"
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || missing="$missing fonts-wqy-microhei"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    printf 'browser: installing Debian packages for the browser tests: %s\n' "$missing"
    # shellcheck disable=SC2086 - a list of packages
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 \
        || printf 'browser: they could not be installed; the browser tests will be skipped\n' >&2
else
    printf 'browser: missing here and not root, so the browser tests will be skipped (apt-get install %s)\n' "$missing" >&2
fi
exit 0
