"""Budgets on disk: reading them, finding the place of a value, recording in them. The only package with paths."""
