"""The reader's language: words from the catalogues, figures by its customs; nothing is added up here."""
