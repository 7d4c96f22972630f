"""`python -m plainlang` is the same as `plainlang`."""

from plainlang.cli import main

if __name__ == "__main__":
    main()
