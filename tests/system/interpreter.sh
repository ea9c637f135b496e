# Sourced by tests that need Python: an interpreter in an environment of its own below $work, with some packages. $PYTHON names one that
# has them already.
interpreter() {
    [[ -z ${PYTHON:-} ]] || return 0
    python3 -m venv "$work/venv"
    PYTHON=$work/venv/bin/python
    "$PYTHON" -m pip install --quiet "$@"
}

# The packages behind optional dependencies of pyproject.toml, by name. What needs no engine takes these, and the packages beside them
# from python/, and builds no wheel.
extras() {
    python3 - "$root/pyproject.toml" "$@" <<'PYTHON'
import sys
import tomllib

with open(sys.argv[1], "rb") as file:
    known = tomllib.load(file)["project"]["optional-dependencies"]
print("\n".join(package for name in sys.argv[2:] for package in known[name]))
PYTHON
}
