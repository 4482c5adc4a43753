"""Forms: one a kind of operation, opened from where the officer is."""
