"""Asking git: nothing comes back where it refuses, is not there, or takes too long.

Only git's plumbing is asked, which runs no filter, no hook and no program that a repository's settings name, but for
the monitor of files, which is turned off.
"""

EXACTLY = "--literal-pathspecs"
"""What comes before a command whose paths mean themselves, whatever stars and brackets they hold."""

SECONDS = 10
"""How long git may take; then nothing is known."""


def answer(folder: str, *arguments: str, given: str = "", seconds: float = SECONDS) -> str | None:
    """What git answers in a folder; None where it refuses, is not there, or takes too long."""
    import subprocess  # dear to import, and wanted where there is a work tree only

    try:
        run = subprocess.run(  # noqa: S603 - the arguments are ours
            ["git", "-C", folder, "-c", "core.fsmonitor=false", *arguments],  # noqa: S607 - whichever git the officer uses
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return run.stdout if run.returncode == 0 else None
