"""The terminal application: screens, widgets and dialogs over Textual."""
