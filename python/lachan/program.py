"""The program `lachan`, carried out by the engine of this package."""

import os
import signal
import sys


def main() -> int:
    """Carries out the command line of this process; its exit code."""
    from . import _engine

    # The program listens itself.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _engine.main(os.path.abspath(sys.argv[0]), sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
