"""What a budget file may say: one frozen, slotted record a concept; no file is read and nothing is added up here."""
