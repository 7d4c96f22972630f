"""The program that PDFium runs in: a process of its own, so that no PDF can take plainlang down with it."""
