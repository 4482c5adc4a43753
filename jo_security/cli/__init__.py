"""The command line: one module a command, which says its arguments, calls, and renders."""
