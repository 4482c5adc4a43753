"""What a budget means: the one place where money is added up, as an SQLite database built from records."""
