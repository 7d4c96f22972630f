"""The English of a letter: its sentences, the grammar of one when a rule asks, and words that agree."""
