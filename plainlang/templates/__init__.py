"""Letters that an office sends again and again: their fields, their samples, and how they are filled in."""
