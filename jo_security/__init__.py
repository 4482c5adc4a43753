"""Commitment accounting in plain TOML, in the terminal."""

__version__ = "0.1.0"
