"""`python -m jiangxin`."""

from jiangxin.cli import console

if __name__ == "__main__":
    console()
