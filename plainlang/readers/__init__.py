"""Readers turn a file into a Letter: one module a format, chosen in `table`."""
