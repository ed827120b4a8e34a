"""What the portable program starts: the command line; a window that was opened for it stays until Enter is pressed."""

from __future__ import annotations

import multiprocessing
import sys

from nastav_docs.cli import main
from nastav_docs.cli.main import cli


def stays(arguments: list[str]) -> bool:
    """Whether the window would close before anybody has read it: nothing, or a file, was given, and no command."""
    typed = bool(arguments) and (arguments[0] in cli.commands or arguments[0].startswith("-"))
    return not typed and sys.stdin is not None and sys.stdin.isatty()


if __name__ == "__main__":
    multiprocessing.freeze_support()  # a process of a build begins here too
    try:
        main()
    finally:
        if stays(sys.argv[1:]):
            input("Нажмите Enter, чтобы закрыть окно. ")
