"""`python build.py [command]`: build the exhibition in this folder."""

import sys
from pathlib import Path

from jiangxin.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], home=Path(__file__).resolve().parent))
