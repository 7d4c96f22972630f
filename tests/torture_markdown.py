"""Torture files in Markdown: every place of the page that shows words, those of HTML too, and what hides them."""

from __future__ import annotations

from collections.abc import Mapping

from tests.torture import HIDDEN, JARGON, Torture

TOP = "# Your case\n\nWe wrote to you in May.\n\n"
END = "\n\nCall us."


def shows(name: str, body: str, *more: str, file: str = "letter.md") -> Torture:
    """`@` stands for JARGON, or `^` before it, and `§` for HIDDEN. It begins there in the file; `more` is shown too."""
    body = body.replace("§", HIDDEN)
    at = body.find("@") if "@" in body else body.find("^")
    before = TOP + body[:at]
    place = {"line": before.count("\n") + 1, "column": len(before) - before.rfind("\n")}
    shown: dict[str, Mapping[str, object]] = {JARGON: place, **{words: {} for words in more}}
    shown.update({"We wrote to you in May.": {"line": 3, "column": 1}, "Call us.": {}})
    text = TOP + body.replace("@", JARGON).replace("^", "") + END
    return Torture(name, file, text.encode, shown, (HIDDEN,))


def hides(name: str, body: str) -> Torture:
    """`§` stands for HIDDEN; JARGON follows, and is shown."""
    return shows(name, f"{body}\n\n@")


MARKDOWN = [
    shows("a paragraph", "@"),
    shows("a heading", "## @"),
    shows("an underlined heading", "@\n---"),
    shows("a list", "- One\n- @\n- Two", "One", "Two"),
    shows("a numbered list in a list", "- One\n  1. @"),
    shows("a quotation", "> > @"),
    shows("a cell", "| A | B |\n|---|---|\n| c | @ |"),
    shows("the text of a link", "See [@](https://example.org/a)"),
    shows("the text of a picture", "![@](a.png)"),
    shows("marks in a word", "^The **ob**ligor must *rem*it the arrears."),
    shows("lines that end early", "> ^The obligor must\n> remit the\narrears."),
    shows("behind code", "```\n§\n```\n\n@"),
    shows("behind indented code", "    §\n\n@"),
]
HTML = [
    shows("a paragraph of HTML", "<p align=center>@</p>"),
    shows("a paragraph in capital tags", "<P>\n@\n</P>"),
    shows("a paragraph left open", "<p>@"),
    shows("a heading of HTML", "<h3>@</h3>"),
    shows("a centred part", "<center>\n  @\n</center>"),
    shows("lines of a part", "<div class='a'>\nOne.\n\t^The obligor must\n\tremit the arrears.\n</div>", "One."),
    shows("tags in a word of a part", "<div>\n^The ob<b>lig</b>or must re<!-- x -->mit the arrears.\n</div>"),
    shows("references in a part", "<div>^The&#32;obl&#105;gor must remit the arrears&period;</div>"),
    shows("marks that are no marks in a part", "<div>\n2 * 3 * 4 @\n</div>", "2 * 3 * 4"),
    shows("a table", "<table>\n<tr><th>A</th><th>@</th></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>"),
    shows("a cell left open", "<table><tr><td>a<td>@\n</table>"),
    shows("a table with empty lines", "<table>\n\n<tr>\n\n<td>a</td>\n\n<td>@</td>\n\n</tr>\n\n</table>"),
    shows("Markdown in a cell", "<table><tr><td>a</td><td>\n\n@ **One**\n\n</td></tr></table>", "One"),
    shows("a caption", "<table><caption>@</caption><tr><td>a</table>"),
    shows("a list of HTML", "<ul>\n<li>One\n<li>@\n</ul>", "One"),
    shows("a definition", "<dl><dt>One<dd>@</dl>"),
    shows("details", "<details>\n<summary>More</summary>\n@\n</details>", "More"),
    shows("a summary", "<details><summary>@</summary>\n\nOne *two*.\n\n</details>", "One two."),
    shows("Markdown in details", "<details>\n<summary>More</summary>\n\n@\n\n</details>", "More"),
    shows("the line after a rule", "<hr>\n@"),
    shows("the line after an end tag", "<div>One.</div>\n@", "One."),
    shows("the line after a comment", "<!-- § -->\n@"),
    shows("behind a comment in its line", "<!-- § --> @"),
    shows("behind a script in its line", "<script>say('§')</script> @"),
    shows("HTML in a quotation", "> <div>\n> ^The obligor must\n> remit the arrears.\n> </div>"),
    shows("kept lines in a quotation", "> <pre>\n> One.\n>   @\n> </pre>", "One."),
    shows("a tag over lines in a quotation", "> <div class='a'\n> title='§'\n> id=b>@</div>"),
    shows("HTML in a list", "- One\n- <div>\n  @\n  </div>\n- Two", "One", "Two"),
    shows("HTML in a quoted list", "> - One\n>\n>   <p>\n>   @</p>"),
    shows("an element that Markdown does not know", "<x-letter>\n@\n</x-letter>"),
    shows("a form", "<form><label>@</label> <input value='Send'></form>", "Send"),
    shows("alt text of a part", "<p align=center><img src=a.png alt='@'></p>"),
    shows("alt text in a line", 'See <img src="a.png" alt="@"> now.'),
    shows("a drawing", "<svg><title>§</title><text>@</text></svg>"),
    shows("tags in a line", "Now: <font color=red>@</font>"),
    shows("hidden words in a sentence", "^The obligor <span hidden>not</span> must remit the arrears."),
    shows("shown again in a hidden line", "<i style='visibility:hidden'>x <b style='visibility:visible'>@</b></i>"),
    shows("behind a hidden part", "<div hidden>\n§\n</div>\n\n@"),
    shows("a paragraph behind a hidden one left open", "<p hidden>§\n\n@"),
    shows("an item behind a hidden part left open", "- <div hidden>§\n- @"),
    shows("a tag in code", "Type `<div hidden>`. @"),
    shows("behind a start tag of code", "```\n<div hidden>\n```\n\n@"),
    shows("behind a style sheet", "<style>\n.a{display:none}\n\np.b{color:red}\n</style>\n\n@"),
    shows("a field in a tag", '<p class="{{ a > b }}">{{ c }}: @</p>'),
    shows("a template's part", "<table>\n{% for r in rows %}<tr><td>@</td></tr>\n{% endfor %}</table>", file="a.md.j2"),
    shows("a template's field", "<p>\n{{ name }}: @\n</p>", file="a.md.j2"),
    shows("windows line ends", "<div>\r\n^The obligor must\r\nremit the arrears.\r\n</div>".replace("\r", "")),
]
HIDES = [
    hides("a comment", "<!-- §\n\n§ -->"),
    hides("a comment in a part", "<div>\na <!-- § --> b\n</div>"),
    hides("a comment in a line", "a <!-- § --> b"),
    hides("a script", "<script>\nif (a < b) say('§')\n\nsay('§')\n</script>"),
    hides("a script in a line", "a <script>say('§')</script> b"),
    hides("a style", "<style>\np::after{content:'§'}\n\n</style>"),
    hides("a title", "<title>§</title>"),
    hides("a hidden part", "<div style='display:none'>\n§\n</div>"),
    hides(
        "a hidden part with empty lines", "<div style='display: none'>\n\n§\n\n- §\n\n| § | b |\n|---|---|\n\n</div>"
    ),
    hides("a part with the hidden attribute", "<section hidden>\n\n## §\n\n<p>§</p>\n\n</section>"),
    hides("a part in a hidden part", "<div hidden>\n\n<div>\n\n§\n\n</div>\n\n§\n\n</div>"),
    hides("a hidden span", "a <span style='display:none'>§</span> b"),
    hides("a hidden span over lines", "a <span\nhidden>§\n*b*</span> c"),
    hides("a hidden span in a list", "- a <span hidden>§</span>"),
    hides("a hidden span in a cell", "| a | <span hidden>§</span> |\n|---|---|\n| c | d |"),
    hides("a hidden span around marks", "a <span hidden>**§** `b` ![§](c.png) [§](d)</span> b"),
    hides("a style sheet's class", "<style>.off{display:none}</style>\n\n<div class=off>\n\n§\n\n</div>"),
    hides("a style sheet behind its class", "<p class=off>§</p>\n\n<style>.box .off, p.off{display:none}</style>"),
    hides("a part for browsers without scripts", "<noscript>\n\n§\n\n</noscript>"),
    hides("an attribute", "<p title='§'>a</p>\n\nb <i title='§'>c</i>"),
    hides("a template element", "<template>\n\n§\n\n</template>"),
    hides("fenced code", "~~~ html\n<p>§</p>\n~~~"),
    hides("indented code", "    <p>§</p>"),
]
INDENTED = Torture(
    "a letter that is indented",
    "letter.md",
    f"    Dear Ana,\n\n    One. {JARGON}\n\n    - Two".encode,
    {JARGON: {"line": 3, "column": 10}, "Two": {"line": 5}},
)
PLACES = [*MARKDOWN, *HTML, *HIDES, INDENTED]
