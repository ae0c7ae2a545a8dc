"""`python -m jiangxin`."""

import sys

from jiangxin.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
