"""What a rendered letter is written as: plain text, a web page, a Word file, a PDF. Each is made of the same blocks."""
