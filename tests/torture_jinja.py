"""Every place of a Jinja template, and of a Word template with tags."""

from __future__ import annotations

from collections.abc import Mapping

from tests.torture import HIDDEN, JARGON, Torture
from tests.word_files import p, word_file


def _case(
    name: str, text: str, *, file: str = "notice.txt.j2", others: Mapping[str, bytes] | None = None, hides: bool = False
) -> Torture:
    """The place is where JARGON stands in `text`, or the line of `text` that is all there is of it."""
    shows: dict[str, dict[str, object]] = {}
    if JARGON in text:
        at = text.index(JARGON)
        shows = {JARGON: {"line": text.count("\n", 0, at) + 1, "column": at - (text.rfind("\n", 0, at) + 1) + 1}}
    assert hides == (HIDDEN in text)
    return Torture(name, file, text.encode, shows, (HIDDEN,) if hides else (), others or {})


def _parted(name: str, text: str, line: int, column: int, *, file: str = "notice.txt.j2") -> Torture:
    """JARGON stands in `text` with tags between its words."""
    return Torture(name, file, text.encode, {JARGON: {"line": line, "column": column}})


def _word(name: str, body: str, paragraph: int, run: int = 1, *, hides: bool = False) -> Torture:
    place = {"part": "word/document.xml", "paragraph": paragraph, "run": run}
    return Torture(name, "notice.docx", lambda: word_file(body), {JARGON: place}, (HIDDEN,) if hides else ())


_OTHER = "We will call you."
_PARTS = {
    "note.txt.j2": f"Please read this.\n{JARGON}\n",
    "m.j2": f"{HIDDEN}\n{{% macro warn(x) %}}{JARGON}{{% endmacro %}}\n",
    "base.j2": f"{{% block body %}}{HIDDEN}{{% endblock %}}\n\n{JARGON}\n\n{{% block other %}}{_OTHER}"
    "{% endblock %}\n",
    "mid.j2": f"{{% extends 'parts/base.j2' %}}{HIDDEN}{{% block body %}}{HIDDEN}{{% endblock %}}\n",
    "old.j2": f"Dear you:\n\n{{% block body %}}{HIDDEN}{{% endblock %}}\n\nThank you,\n\n"
    "{% block other %}{% endblock %}",
}
_CHILD = "{% extends 'parts/base.j2' %}\n{% block body %}Hello to you.{% endblock %}\n"


def _includes(name: str, file: str, text: str, part: str = "note.txt.j2") -> Torture:
    """JARGON stands in the file `part`."""
    before, _, _ = _PARTS[part].partition(JARGON)
    place = {"line": before.count("\n") + 1, "column": len(before.rpartition("\n")[2]) + 1, "file": f"parts/{part}"}
    return Torture(name, file, text.encode, {JARGON: place}, (HIDDEN,), _OTHERS)


def _block(name: str, text: str, base: str = "base.j2") -> Torture:
    """JARGON stands in a block of `text`, in the place of one of the file it extends."""
    case = _case(name, text.replace("base.j2", base))
    return Torture(name, case.file, case.data, case.shows, (HIDDEN,), _OTHERS)


_OTHERS = {f"parts/{name}": text.encode() for name, text in _PARTS.items()}

PLACES: list[Torture] = [
    _case("first branch", f"{{% if late %}}{JARGON}{{% else %}}{_OTHER}{{% endif %}}\n"),
    _case("second branch", f"{{% if late %}}{_OTHER}{{% else %}}{JARGON}{{% endif %}}\n"),
    _case("elif branch", f"{{% if a %}}\n{_OTHER}\n{{% elif b %}}\n{JARGON}\n{{% endif %}}\n"),
    _case(
        "condition within a condition",
        f"{{% if a %}}{{% if b %}}{_OTHER}{{% else %}}{JARGON}{{% endif %}}{{% endif %}}",
    ),
    _case("loop body", f"{{% for child in children %}}\n{JARGON}\n{{% endfor %}}\n"),
    _case("loop else", f"{{% for c in cs %}}{{{{ c }}}}.{{% else %}}{JARGON}{{% endfor %}}"),
    _case("macro body", f"{{% macro note(x) %}}\n{JARGON}\n{{% endmacro %}}\n{{{{ note(1) }}}}\n"),
    _case("macro default argument", f"{{% macro note(text='{JARGON}') %}}{{{{ text }}}}{{% endmacro %}}\n{_OTHER}\n"),
    _case("macro argument", f"{{{{ note('{JARGON}') }}}}\n"),
    _case("macro argument by name", f'{{{{ forms.note(text="{JARGON}") }}}}\n'),
    _case("call block", f"{{% call box() %}}{JARGON}{{% endcall %}}\n"),
    _includes("import", "notice.txt.j2", "Hello there.\n\n{% import 'parts/m.j2' as m %}\n{{ m.warn(1) }}\n", "m.j2"),
    _includes("import of names", "notice.md.j2", "Hello.\n\n{%- from 'parts/m.j2' import warn -%}\n", "m.j2"),
    _includes(
        "import twice", "notice.txt.j2", "{% import 'parts/m.j2' as m %}{% import 'parts/m.j2' as n %}Hi.", "m.j2"
    ),
    _includes("import in a page", "notice.html.j2", "{% from 'parts/m.j2' import warn %}<p>{{ warn(1) }}</p>", "m.j2"),
    _includes("text of an extended file", "notice.txt.j2", _CHILD, "base.j2"),
    _includes(
        "text of an extended file of an extended file", "notice.txt.j2", _CHILD.replace("base", "mid"), "base.j2"
    ),
    _block(
        "block of an extending file", f"{{% extends 'parts/old.j2' %}}\n{{% block body %}}\n{JARGON}\n{{% endblock %}}"
    ),
    _block("block between others", f"{_CHILD}{{% block other %}}{JARGON}{{% endblock %}}", base="old.j2"),
    _case("block", f"{{% extends 'base.txt.j2' %}}\n{{% block body %}}{JARGON}{{% endblock %}}\n"),
    _case("raw block", f"{_OTHER}\n\n{{% raw %}}{JARGON}{{% endraw %}}\n"),
    _case("raw block with strips", f"{_OTHER}\n\n{{%- raw -%}}\n{JARGON}\n{{%- endraw -%}}\n"),
    _case("filter block", f"{{% filter wordwrap(60) %}}{JARGON}{{% endfilter %}}\n"),
    _case("set block", f"{{% set note %}}{JARGON}{{% endset %}}\n{{{{ note }}}}\n"),
    _case("set value", f'Dear {{{{ name }}}}:\n\n{{% set note = "{JARGON}" %}}\n{{{{ note }}}}\n'),
    _case("set list", f'{{% set notes = ["{_OTHER}", "{JARGON}"] %}}\n{_OTHER[:-1]} soon.\n'),
    _case("with value", f'{{% with note = "{JARGON}" %}}{{{{ note }}}}{{% endwith %}}\n'),
    _case("loop over sentences", f'{{% for note in ["{JARGON}"] %}}{{{{ note }}}}{{% endfor %}}\n'),
    _case("trans", f"{{% trans n=1 %}}{JARGON}{{% pluralize %}}{_OTHER}{{% endtrans %}}\n"),
    _case("pluralize", f"{{% trans n=1 %}}{_OTHER}{{% pluralize %}}{JARGON}{{% endtrans %}}\n"),
    _case("unknown tag", f"{{% letterpart 'x' %}}\n{JARGON}\n{{% endletterpart %}}\n"),
    _case("default", f"{{{{ note | default('{JARGON}') }}}}\n"),
    _case("d", f"{{{{ note|d('{JARGON}', true)|upper }}}}\n"),
    _case("default within a sentence", f"Note: {{{{ note | default('{JARGON}') }}}} Thank you.\n"),
    _case("bare text", f'{{{{ "{JARGON}" }}}}\n'),
    _case("conditional expression", f"{{{{ '{_OTHER}' if paid else '{JARGON}' }}}}\n"),
    _case("joined text", f"{{{{ 'Dear ' ~ name }}}}\n\n{{{{ '{JARGON} ' ~ note }}}}\n"),
    _case("text after or", f"{{{{ note or '{JARGON}' }}}}\n"),
    _case("gettext", f"{{{{ _('{JARGON}') }}}}\n"),
    _parted("comment in a word", "The obligor must remit the ar{# why? #}rears.\n", 1, 1),
    _parted("command in a sentence", "The obligor {% if a %}must{% endif %} remit the arrears.\n", 1, 1),
    _parted("suffix", "The obligor must remit the arrear{% if many %}s{% endif %}.\n", 1, 1),
    _parted("no space", "The obligor must{% if a %}remit{% endif %} the arrears.\n", 1, 1),
    _parted("stripped space", "The obligor must\n{%- if a %} remit{% endif %} the arrears.\n", 1, 1),
    _parted("lines of tags in a sentence", "The obligor must\n{% if a %}\nremit\n{% endif %}\nthe arrears.\n", 1, 1),
    _parted("default in a sentence", "The obligor {# x #} must remit the arrears.\n", 1, 1),
    _parted("strips make one word", "The obligor must remit the arr{%- if a -%}\n ears{%- endif -%}\n.\n", 1, 1),
    _parted("printed sign", "The obligor must remit the arrears{{ '.' }}\n", 1, 1),
    _parted("printed space", "The obligor must{{ ' ' }}remit{{ '' }} the arrears.\n", 1, 1),
    _case("after an escaped quote", f"Hello.\n{{{{ x|default('Don\\'t wait. {JARGON}') }}}}\n"),
    _case("before an escaped quote", f'Hello.\n{{{{ x|default("{JARGON} Say \\"yes\\".") }}}}\n'),
    _case("after coded signs", f"{{{{ '\\u201cNow\\u201d it is. {JARGON} \\x41gain.' }}}}\n"),
    _word("Word: printed sign", p("The obligor must remit the arrears{{ ‘.’ }}"), 1),
    _case("strips all around", f"{_OTHER}\n{{%- if a -%}}\n{JARGON}\n{{%- endif -%}}\n{_OTHER[:-1]} soon.\n"),
    _case("same line as others", f"{_OTHER}{{% if a %}}{JARGON}{{% endif %}}Goodbye.\n"),
    _case("Windows lines", f"{{% if a %}}\r\n{JARGON}\r\n{{% endif %}}\r\n"),
    _case("a plain .j2", f"{{% if a %}}{JARGON}{{% endif %}}\n", file="notice.j2"),
    _case("Markdown", f"{{% if a %}}\n**Note:** {JARGON}\n{{% endif %}}\n", file="notice.md.j2"),
    _case("Markdown heading", f"# {{% if a %}}{JARGON}{{% endif %}}\n", file="notice.md.j2"),
    _case("Markdown list", f"- one\n{{% if a %}}\n- {JARGON}\n{{% endif %}}\n", file="notice.md.j2"),
    _case(
        "Markdown table",
        f"| A | B |\n|---|---|\n{{% for r in rows %}}\n| {{{{ r|upper }}}} | {JARGON} |\n{{% endfor %}}\n",
        file="notice.md.j2",
    ),
    _case("page", f"<p>{{% if a %}}{JARGON}{{% else %}}{_OTHER}{{% endif %}}</p>", file="notice.html.j2"),
    _case("page by content", f"<p class='{{{{ c }}}}'>{{{{ x|default('{JARGON}') }}}}</p>", file="notice.j2"),
    _includes("include", "notice.txt.j2", "{% include 'parts/note.txt.j2' %}\n"),
    _includes(
        "list of includes", "notice.md.j2", "Hello.\n\n{% include ['no.j2', 'parts/note.txt.j2'] ignore missing %}\n"
    ),
    _case("comment", f"{{# {HIDDEN} #}}\n{JARGON}\n", hides=True),
    _case("comment over lines", f"{{#-\n{HIDDEN}\n-#}}\n{JARGON}\n", hides=True),
    _case("missing include", f"{{% include 'none.txt.j2' %}}\n\n{JARGON}\n"),
    _word("Word: branch", p("{%p if a %}") + p(JARGON) + p("{%p endif %}"), 2),
    _word("Word: tags split over runs", p("{", "% if a %", "}", JARGON, "{% end", "if %}"), 1, 4),
    _word("Word: sentence over tags", p("The obligor {% if a", " %}must{% endif %} remit the ar{# x #}rears."), 1),
    _word("Word: default", p(f"{{{{ x|default(‘{JARGON}’) }}}}"), 1),
    _word("Word: comment", p(f"{{# {HIDDEN} #}}") + p(JARGON), 2, hides=True),
    _word("Word: strip joins", p("The obligor must") + p("{%- if a %} remit{% endif %} the arrears."), 1),
]
