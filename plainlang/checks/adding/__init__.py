"""Every sum of a letter done again: products, tables and sentences, with the arithmetic they share."""
