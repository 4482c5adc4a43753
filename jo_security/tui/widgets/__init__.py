"""Widgets that are given values and post messages about themselves."""
