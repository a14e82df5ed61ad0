#!/usr/bin/env bash
# Runs schemathesis against a real zone and its own description of the interface.
# VENV names the Python environment that holds it, ETOWN_BINARY the program.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
repository="$(cd "$here/../.." && pwd)"
exec "${VENV:-$repository/.venv}/bin/python" "$here/fuzz.py" "${ETOWN_BINARY:-$repository/target/debug/etown}"
