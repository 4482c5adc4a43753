"""Budgets on disk: reading them, and finding the place of a value in them. The only package with paths."""
