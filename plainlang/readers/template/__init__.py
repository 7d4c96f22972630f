"""Template tags in a text: found with Jinja's lexer, left out of the page, and put back where they stood."""
