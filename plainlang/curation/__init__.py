"""What a curator's files are held to: the model, the examples run through the rules, and the sense of the whole."""
