"""The program's door: arguments to commands, in the reader's language."""

import signal
import sys


def main() -> None:
    """Run the program with the process's arguments, and leave with its status."""
    # An interrupt ends a command at once and without a word; the interface takes the keyboard itself.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from jo_security.cli.door import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
