#!/bin/sh
# Makes dashboard/components/signal_view/built/ from the sources beside it: one script with uPlot in it, one style sheet.
# Needs node and npm; the built files are committed, so that nobody else does.
set -eu
here=$(cd "$(dirname "$0")/../dashboard/components/signal_view" && pwd)
work=${SIGNAL_VIEW_WORK:-$(mktemp -d)}
[ -n "${SIGNAL_VIEW_WORK:-}" ] || trap 'rm -rf "$work"' EXIT

cp "$here/package.json" "$here/package-lock.json" "$work/"
[ -d "$work/node_modules" ] || (cd "$work" && npm ci --silent --ignore-scripts --no-audit --no-fund)
rm -rf "$work/source"
cp -R "$here/source" "$work/source"

sources=$(cd "$here" && find source signal_view.css package.json -type f | LC_ALL=C sort | xargs cat | sha256sum | cut -d ' ' -f 1)
mkdir -p "$here/built"
(cd "$work" && node_modules/@esbuild/*/bin/esbuild source/main.js --bundle --minify --format=esm --target=es2023 --log-level=warning \
    --banner:js="/* Contains uPlot 1.6.32, MIT, see uPlot.LICENSE. Made by scripts/signal_view.sh from sources $sources */" \
    --outfile=signal_view.js)
cp "$work/signal_view.js" "$here/built/signal_view.js"
cat "$work/node_modules/uplot/dist/uPlot.min.css" "$here/signal_view.css" > "$here/built/signal_view.css"
cp "$work/node_modules/uplot/LICENSE" "$here/built/uPlot.LICENSE"
