"""What a letter states: its parts, dates, amounts, contacts, people, and what each sentence does to the reader."""
