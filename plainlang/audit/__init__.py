"""The audit of many letters: which to rewrite first, which words and paragraphs cost most, what got better."""
