"""The colours of the house: calm grounds, one colour for where one is, one each for what is free, near and over."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="jo-dark",
    primary="#5b9bd0",
    secondary="#7b8798",
    accent="#6fb3a8",
    success="#76b87a",
    warning="#e0ae52",
    error="#e2636d",
    foreground="#d6dbe2",
    background="#14171c",
    surface="#191d23",
    panel="#232932",
    variables={
        "block-cursor-background": "#2d5378",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#2a323d",
        "footer-key-foreground": "#8fc1ea",
        "scrollbar": "#38424f",
        "scrollbar-hover": "#4c5a6b",
        "scrollbar-active": "#5b9bd0",
        "scrollbar-background": "#191d23",
        "scrollbar-background-hover": "#191d23",
        "scrollbar-background-active": "#191d23",
        "scrollbar-corner-color": "#191d23",
    },
)
LIGHT: Final = Theme(
    name="jo-light",
    primary="#2a6aa3",
    secondary="#8a8f98",
    accent="#1e7f72",
    success="#3b8a42",
    warning="#a96f00",
    error="#b4283c",
    foreground="#23282f",
    background="#fbfaf7",
    surface="#f4f2ed",
    panel="#e7e4dc",
    dark=False,
    variables={
        "block-cursor-background": "#c6dcf0",
        "block-cursor-foreground": "#10263a",
        "block-cursor-blurred-background": "#e4e6e8",
        "footer-key-foreground": "#2a6aa3",
        "scrollbar": "#cbc7bd",
        "scrollbar-hover": "#b3aea2",
        "scrollbar-active": "#2a6aa3",
        "scrollbar-background": "#f4f2ed",
        "scrollbar-background-hover": "#f4f2ed",
        "scrollbar-background-active": "#f4f2ed",
        "scrollbar-corner-color": "#f4f2ed",
    },
)
THEMES: Final = (DARK, LIGHT)
