"""plainlang checks outgoing letters for words the reader would not understand, and offers plain ones."""

__version__ = "0.1.0"
