"""The glossary: its model, its layers, its compiled form, and the search for its terms in a row of words."""
