"""`python -m podbuilder.cli`, where the command is not installed."""

import sys

from podbuilder.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
