"""`python build.py [command]`: build the exhibition in this folder."""

from pathlib import Path

from jiangxin.cli import console

if __name__ == "__main__":
    console(home=Path(__file__).resolve().parent)
