"""Where `plainlang templates render` writes to: standard output, a file, or a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plainlang.errors import UsageError
from plainlang.templates.outbox import Format

_SUFFIXES = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".docx": Format.WORD,
    ".pdf": Format.PDF,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where letters go. file and folder: at most one of them; none is standard output."""

    formats: tuple[Format, ...]
    file: Path | None = None
    folder: Path | None = None
    force: bool = False

    def keep_off(self, library: Path, sources: list[Path]) -> None:
        """Raises UsageError where letters would come to lie among the templates, or over what they are made of."""
        target = self.file or self.folder
        if target is None:
            return
        if target.resolve().is_relative_to(library.resolve()):
            raise UsageError(str(target), "This is inside the folder of templates.", "Name a place outside of it.")
        if any(target.resolve() == source.resolve() for source in sources):
            raise UsageError(str(target), "The letter is made of this file.", "Name another file.")
        if self.file is not None and self.file.exists() and not self.force:
            raise UsageError(str(target), "This file is there already.", "Name another one, or use --force.")
        if self.file is not None and not self.file.absolute().parent.is_dir():
            raise UsageError(str(target), "There is no such folder.", "Make the folder first.")


def chosen(*, markdown: bool, text: bool, html: bool, docx: bool, pdf: bool) -> tuple[Format, ...]:
    """The formats that were asked for."""
    flags = {
        Format.MARKDOWN: markdown,
        Format.TEXT: text,
        Format.HTML: html,
        Format.WORD: docx,
        Format.PDF: pdf,
    }
    return tuple(format for format, wanted in flags.items() if wanted)


def place_for(output: str | None, formats: tuple[Format, ...], *, letters: int, force: bool) -> Place:
    """Where so many letters go in these formats; without any, the name of the file tells. Raises UsageError."""
    if output is None or output == "-":
        return _standard_output(formats or (Format.MARKDOWN,), letters)
    path = Path(output)
    told = _SUFFIXES.get(path.suffix.lower())
    is_folder = path.is_dir() or output.endswith(("/", "\\")) or not path.suffix
    if letters > 1 or len(formats) > 1 or is_folder:
        if path.is_file() or (told and not path.is_dir()):
            many = f"{letters:,} letters" if letters > 1 else "Several formats"
            raise UsageError(output, f"{many} need a folder, and this is a file.", "Name a folder with -o.")
        return Place(formats or (Format.MARKDOWN,), folder=path, force=force)
    if not formats and told is None:
        known = ", ".join(f".{format}" for format in Format)
        raise UsageError(output, "This name does not tell what to write.", f"Let it end in one of {known}.")
    if formats and told is None:
        raise UsageError(output, f"This is no name for a {formats[0]} file.", f"Let it end in .{formats[0]}.")
    if formats and told != formats[0]:
        raise UsageError(output, f"The name says {told}, the option says {formats[0]}.", "Leave out the option.")
    return Place(formats or (told or Format.MARKDOWN,), file=path, force=force)


def _standard_output(formats: tuple[Format, ...], letters: int) -> Place:
    if letters > 1:
        raise UsageError("render", f"There are {letters:,} rows, a letter each.", "Name a folder for them with -o.")
    if len(formats) > 1:
        raise UsageError("render", "There are several formats.", "Name a folder for them with -o.")
    if formats[0] in (Format.WORD, Format.PDF):
        raise UsageError("render", f"A {formats[0]} file needs a name.", f"Give it one: -o letter.{formats[0]}.")
    return Place(formats)
