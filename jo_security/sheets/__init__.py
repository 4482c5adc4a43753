"""Answers on paper: typed sheets, and one writer a format. No writer adds anything up or asks the ledger."""
