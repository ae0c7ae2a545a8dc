"""`python -m tests`: every check there is, one after the other; what CI runs and `make check` too."""

import subprocess
import sys

CHECKS = (
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("lint", ["-m", "ruff", "check", "."]),
    ("types", ["-m", "mypy"]),
    ("floors", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    # files side by side, the long ones of the browser first
    ("tests", ["-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", *sys.argv[1:]]),
)


def main() -> int:
    """Run every check; give 0 where all pass."""
    failed = []
    for name, arguments in CHECKS:
        print(f"— {name}", flush=True)  # noqa: T201 (a command's own output)
        if subprocess.run([sys.executable, *arguments], check=False).returncode:  # noqa: S603 (our own words)
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
