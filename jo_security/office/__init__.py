"""What an officer can do with a budget: one function each, called by commands and by screens alike."""
