"""Facts that are nobody else's business: full numbers, births, where somebody lives, and where somebody works."""
