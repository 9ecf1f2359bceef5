#!/bin/sh
# Makes sure the browser tests find a Chromium: installs Debian's when root and missing. Without one, those tests skip with one line.
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    printf 'browser: installing Debian'"'"'s chromium for the browser tests\n'
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
        || printf 'browser: chromium could not be installed; the browser tests will be skipped\n' >&2
else
    printf 'browser: no chromium here and not root; the browser tests will be skipped (apt-get install chromium)\n' >&2
fi
exit 0
