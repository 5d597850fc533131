#!/usr/bin/env bash
# From the example reports to a timeline and a page: the first thing to try. Usage: tools/demo.sh OUT
set -euo pipefail
out=$1
mkdir -p "$out"
rm -f "$out"/demo.db "$out"/demo.db-* "$out"/demo.html

istor add examples/reports --db "$out/demo.db"
istor timeline --db "$out/demo.db"
istor export html --db "$out/demo.db" -o "$out/demo.html"
echo "the same as a page: $out/demo.html"
