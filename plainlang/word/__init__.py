"""Writing into Word files: plain swaps, tracked changes and comments; nothing else in the package changes."""
