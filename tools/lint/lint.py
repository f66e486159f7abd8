"""What the lint programs share: which files the tree has, and how findings are told.

Rationale: a rule that only people watch is broken within a month. Every program here reads the tree named by --root
(the repository by default), prints `file:line: what is wrong` and ends with status 1 if it found anything. `planted`
runs each of them on small trees with one violation, so a lint that has gone blind is noticed.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def arguments(description, *more):
    """--root and, per program, (flag, help) switches."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=REPOSITORY, help="tree to check")
    for flag, text in more:
        parser.add_argument(flag, action="store_true", help=text)
    return parser.parse_args()


def files(root, *suffixes):
    """Paths relative to root, sorted: what git tracks or would track; in a tree without git, all."""
    if (root / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=root, check=True,
                                capture_output=True, text=True).stdout.split("\0")
    else:
        listed = [os.path.relpath(os.path.join(folder, name), root)
                  for folder, _, names in os.walk(root) for name in names]
    return sorted(f for f in listed if f and (not suffixes or f.endswith(suffixes)) and (root / f).is_file())


def read(root, file):
    return (root / file).read_text(encoding="utf-8", errors="replace")


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def code_only(text):
    """C++ with comments, strings and characters blanked: same length, same lines."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    return re.sub(r"//[^\n]*|/\*.*?\*/|R\"(\w*)\(.*?\)\1\"|\"(?:\\.|[^\"\\\n])*\"|(?<![0-9a-zA-Z])'(?:\\.|[^'\\\n])+'",
                  blank, text, flags=re.S)


def report(findings):
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)
