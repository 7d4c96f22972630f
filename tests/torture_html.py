"""Torture pages: every place of a web page that shows words, and every place that hides them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.torture import HIDDEN, JARGON, Torture

TOP = "<!DOCTYPE html>\n<html>\n<body>\n"


def _page(body: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: f"{TOP}{body}\n</body>\n</html>\n".encode(encoding)


def _file(text: str, encoding: str = "utf-8", bom: bytes = b"") -> Callable[[], bytes]:
    return lambda: bom + text.encode(encoding)


def shows(name: str, body: str, *more: str, hides: tuple[str, ...] = ()) -> Torture:
    """`@` stands for JARGON, or `^` before it; `§` for an at sign. It begins there in the page."""
    at = body.find("@") if "@" in body else body.find("^")
    body = body.replace("^", "").replace("§", "\0")
    before = TOP + body[:at]
    place = {"line": before.count("\n") + 1, "column": len(before) - before.rfind("\n")}
    places: dict[str, Mapping[str, object]] = {JARGON: place, **{sentence: {} for sentence in more}}
    return Torture(name, "page.html", _page(body.replace("@", JARGON).replace("\0", "@")), places, hides)


def hides(name: str, body: str) -> Torture:
    """`@` stands for HIDDEN, `§` for an at sign; JARGON follows, and is shown."""
    at = TOP + body.replace("@", HIDDEN) + "<p>"
    place = {"line": at.count("\n") + 1, "column": len(at) - at.rfind("\n")}
    data = _page(f"{body.replace('@', HIDDEN).replace('§', '@')}<p>{JARGON}</p>")
    return Torture(name, "page.html", data, {JARGON: place}, (HIDDEN,))


SHOWN = [
    shows("a paragraph", "<p>@</p>"),
    shows("a paragraph left open", "<p>One.<p>@<p>Two.", "One.", "Two."),
    shows("text without a tag", "@"),
    shows("text behind the body", "<p>x</p></body></html>@"),
    *(
        shows(f"a {tag}", f"<{tag}>@</{tag}>")
        for tag in "h1 h2 h3 h4 h5 h6 div blockquote address article aside".split()
    ),
    *(shows(f"a {tag}", f"<{tag}>@</{tag}>") for tag in "section main header footer nav center form pre xmp".split()),
    *(shows(f"a {tag} in a line", f"<p>Now: <{tag}>@</{tag}> Then.") for tag in "b i u em strong a span font".split()),
    *(
        shows(f"a {tag} in a line", f"<p>Now: <{tag}>@</{tag}> Then.")
        for tag in "s del ins mark small code kbd".split()
    ),
    *(
        shows(f"a {tag} in a line", f"<p>Now: <{tag}>@</{tag}> Then.")
        for tag in "abbr cite label time dfn tt x-y".split()
    ),
    shows("a quotation", "<p><q>@</q>"),
    shows("a list", "<ul><li>One<li>@<li>Two</ul>", "One", "Two"),
    shows("a list in a list", "<ol><li>One<ul><li>@</ul><li>Two</ol>"),
    shows("a paragraph of a list item", "<ul><li><p>@</p></li></ul>"),
    shows("a definition's term", "<dl><dt>@<dd>One</dl>", "One"),
    shows("a definition", "<dl><dt>One<dd>@</dl>", "One"),
    shows("a cell", "<table><tr><td>a</td><td>@</td></tr></table>"),
    shows("a cell left open", "<table><tr><td>a<td>@<tr><td>b</table>"),
    shows("a header cell", "<table><thead><tr><th>@<th>b</thead><tbody><tr><td>c<td>d</table>"),
    shows("a footer of a table", "<table><tr><td>a<td>b<tfoot><tr><td>@</table>"),
    shows("a caption", "<table><caption>@</caption><tr><td>a</table>"),
    shows("a table in a table", "<table><tr><td><table><tr><td>@</table></table>"),
    shows("a paragraph of a cell", "<table><tr><td><p>a</p><p>@</p></td><td>b</td></table>"),
    shows("text in a table and in no cell", "<table>@<tr><td>a</table>"),
    shows("a row without a table", "<tr><td>a</td><td>@</td></tr>"),
    shows("a figure's caption", "<figure><img src=a.png><figcaption>@</figcaption></figure>"),
    shows("a summary", "<details><summary>@</summary>Text</details>", "Text"),
    shows("details", "<details><summary>More</summary><p>@</p></details>", "More"),
    shows("an open dialog", "<dialog open>@</dialog>"),
    shows("alt text", '<p>See <img src="a.png" alt="@"> now.'),
    shows("alt text in single quotes", "<p>See <img alt='@' src=a.png> now."),
    shows("alt text of an area", '<map><area href=a alt="@"></map>'),
    shows("alt text of an image button", '<input type="image" alt="@">'),
    shows("a button", "<button>@</button>"),
    shows("a submit button", '<input type=submit value="@">'),
    shows("a value", '<input value="@">'),
    shows("a placeholder", '<input placeholder="@">'),
    shows("a placeholder of a text area", '<textarea placeholder="@"></textarea>'),
    shows("a text area", "<textarea>\n@</textarea>"),
    shows("a legend", "<fieldset><legend>@</legend>a</fieldset>"),
    shows("an option", "<select><option>One<option selected>@</select>", "One"),
    shows("a group of options", '<select><optgroup label="@"><option>a</optgroup></select>'),
    shows("a label of an option", '<select><option label="@">a</select>'),
    shows("a drawing", "<svg><title>t</title><g><text x=1>@</text></g></svg>"),
    shows("HTML in a drawing", "<svg><foreignObject><p>@</p></foreignObject></svg>"),
    shows("CDATA in a drawing", "<svg><text><![CDATA[@]]></text></svg>"),
    shows("behind a drawing left open", "<svg><path d=M0><p>@</p>"),
    shows("a formula", "<math><mtext>@</mtext></math>"),
    shows("ruby", "<ruby>@<rp>(</rp><rt>note</rt></ruby>", hides=("note",)),
    shows("an object without data", "<object>@</object>"),
    shows("a tag in a word", "<p>^The ob<b>lig</b>or must re<wbr>mit the arr<!-- x -->ears."),
    shows("a soft hyphen in a word", "<p>^The ob&shy;ligor must re\u00admit the&#8203; arrears."),
    shows("lines of the file", "<p>^The obligor\n   must remit\n\n\tthe <b> arrears</b>.</p>"),
    shows("a line break in a sentence", "<p>^The obligor must<br/>remit the arrears.</p>"),
    shows("hard spaces", "<p>^The&nbsp;obligor&#160;must&#xA0;remit the&nbsparrears."),
    shows("letters as references", "<p>^The obl&#105;gor must r&#x65;mit the arrears&period;"),
    shows("a hidden word in a sentence", "<p>^The obligor <i hidden>not</i>must remit the arrears."),
    shows("capital tags", "<P><FONT COLOR=red>@</FONT></P>"),
    shows("attributes without quotes", "<p class=a/b id=c title=>@</p>"),
    shows("a bigger-than sign in an attribute", '<p title="a > b" onclick=\'if (a > b) c("<p>")\'>@</p>'),
    shows("a smaller-than sign in the text", "<p>2 < 3 and <3. @</p>", "2 < 3 and <3."),
    shows("tags that cross", "<p><b>One <i>two</b> @</i></p>"),
    shows("end tags without a start", "</div></td></p></b><p>@"),
    shows("an end tag of a comment only", "<p>--> @"),
    shows("behind a marked section", "<p><![CDATA[x]]>@", hides=("x]]",)),
    shows("behind a processing instruction", "<?php echo 1 ?><p>@", hides=("echo",)),
    shows("behind an empty comment", "<!--><p>@<!--->"),
    shows("shown to other programs than Outlook", "<!--[if !mso]><!--><p>@</p><!--<![endif]-->"),
    shows("shown to other browsers", "<![if !IE]><p>@</p><![endif]>"),
    shows("shown in a hidden part", '<p style="visibility:hidden">x <b style="visibility:visible">@</b>'),
    shows("big letters in a part without size", '<td style="font-size:0px"><div style="font-size:13px">@</div>'),
    shows("a style for print", "<style>§media print{.a{display:none}}</style><p class=a>@"),
    shows("a style that is overruled", '<style>.a{display:none}</style><p class=a style="display:block">@'),
    shows("a style of another class", "<style>.b{display:none} p > i{display:none}</style><p class=a>@"),
    *(
        shows(f"the style {selector} of another place", f"<style>{selector}{{display:none}}</style><div class=b>{body}")
        for selector, body in {
            ".c .a": "<p class=a>@",
            ".b .a": "</div><p class=a>@",
            "div > .a": "<section><p class=a>@",
            "body > .a": "<p class=a>@",
            "table > tr": "<table><tr><td>@</table>",
            "p.a.c": "<p class='a b'>@",
            "#a p.b": "<p id=a class=b>@",
            "div div p": "<p>@",
            "i + p.a": "<p class=a>@",
            "i ~ p.a": "<p class=a>@",
            "p.a:not(.b)": "<p class='a b'>@",
            ".a:first-child": "<i></i><p class=a>@",
            ".a:hover": "<p class=a>@",
            ".a::before": "<p class=a>@",
            "p:nth-child(2n + 1)": "<p class=a>@",
            "p:is(.c, .d)": "<p class=a>@",
            "p[title]": "<p class=a>@",
            "p[class=b]": "<p class='a b'>@",
            "p[lang|=en]": "<p lang=eng>@",
            "p[title*='']": "<p title=x>@",
            ".a, .b:-moz-odd": "<p class=a>@",
            ".a, p >": "<p class=a>@",
            ".a, i::before b": "<p class=a>@",
            ".a, 5": "<p class=a>@",
            "p.A": "<!DOCTYPE html><p class=a>@",
            "p .a p": "<p class=a><p>@",
        }.items()
    ),
    *(
        shows(f"a style that {rule} overrules", f"<style>.a{{display:none}} {rule}</style><div class=b><p class=a>@")
        for rule in (
            ".b .a{display:block}",
            ".b > p{display:block !important}",
            "p.a:first-child{display:block}",
            "§media (min-width:600px){.a{display:block}}",
            "§supports (display:grid){.a{display:grid}}",
        )
    ),
    shows("hidden from screen readers only", "<p aria-hidden=true>@"),
    shows("a template's marks", "<p>Dear {{ name }}: {% if a < b %}@{% endif %}"),
    shows("a hundred elements deep", "<div>" * 100 + "@" + "</div>" * 100),
    shows("a windows line end", "<p>\r\n^The obligor must\r\nremit the arrears.\r\n</p>".replace("\r\n", "\n")),
]
SHOWN_FILES = [
    Torture(
        "UTF-8 with a mark", "a.html", _file(f"<html><p>é {JARGON}", bom=b"\xef\xbb\xbf"), {JARGON: {"column": 12}}
    ),
    Torture("UTF-16", "a.html", _file(f"<p>é {JARGON}", "utf-16-le", b"\xff\xfe"), {JARGON: {"column": 6}}),
    Torture(
        "an encoding that is named",
        "a.html",
        _file(f"<meta charset=windows-1251><p>Да. {JARGON}", "cp1251"),
        {JARGON: {"column": 35}, "Да.": {"column": 31}},
    ),
    Torture(
        "an encoding in the old way",
        "a.htm",
        _file(f'<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1">\n<p>é {JARGON}', "latin-1"),
        {JARGON: {"line": 2}, "é": {"line": 2, "column": 4}},
    ),
    Torture("an encoding nobody named", "a.html", _file(f"<html><p>Zoë {JARGON}", "cp1252"), {JARGON: {}, "Zoë": {}}),
    Torture(
        "XHTML",
        "a.xhtml",
        _file(f'<?xml version="1.0"?>\n<html><script src="a"/><div/><p><![CDATA[{JARGON}]]></p></html>'),
        {JARGON: {"line": 2, "column": 42}},
    ),
    Torture("HTML under another suffix", "a.txt", _file(f"<!doctype html><p>{JARGON}"), {JARGON: {"column": 19}}),
    Torture("old line ends", "a.html", _file(f"<html>\r\n<p>\r\n{JARGON}\r\n"), {JARGON: {"line": 3, "column": 1}}),
    Torture("a page cut off in a tag", "a.html", _file(f"<html><p>{JARGON}</p><p class='a"), {JARGON: {"column": 10}}),
    Torture("a page cut off in a comment", "a.html", _file(f"<html><p>{JARGON}<!-- {HIDDEN}"), {JARGON: {}}, (HIDDEN,)),
]
_HIDDEN_BY_STYLE = (
    "display:none|DISPLAY : NONE !important|visibility:hidden|font-size:0|font:0/0 a|opacity:0|opacity:.0"
)
HIDES = [
    hides("a comment", "<!-- @ -->"),
    hides("a comment with tags", "<!-- <p>@</p> -- > <b> -->"),
    hides("a comment for Outlook", "<!--[if mso]><p>@</p><![endif]-->"),
    hides("a comment that is none", "<! @ ><? @ ></ @ >"),
    hides("a script", "<script>if (a < b) { say('@') }</script>"),
    hides("a script in a script", "<script><!-- say('<script>@</script>'); say('@') --></script>"),
    hides("a style", "<style>p::after { content: '@' }</style>"),
    hides("the title of the page", "<title>@</title>"),
    hides("a part for browsers without scripts", "<noscript><p>@</p></noscript>"),
    hides("a template element", "<template><p>@</p></template>"),
    hides("a frame", '<iframe srcdoc="@">@</iframe>'),
    hides("a meta tag", '<meta name="description" content="@">'),
    hides("a title attribute", '<p title="@" data-x="@" aria-label="@">a</p>'),
    hides(
        "a hidden input",
        '<input type="hidden" value="@"><input type=checkbox value="@"><input type=password value="@">',
    ),
    hides("a hidden image", '<img hidden alt="@"><img style="display:none" alt="@">'),
    hides("a hidden attribute", "<div hidden>@<p>@</p></div>"),
    hides("a hidden attribute with a value", '<div HIDDEN="hidden"><b>@</b></div>'),
    hides("a closed dialog", "<dialog>@</dialog><div popover>@</div>"),
    hides("what browsers that cannot play see", "<video>@</video><audio>@</audio><canvas>@</canvas>"),
    hides("suggestions", "<input list=a><datalist id=a><option>@</datalist>"),
    hides("what a meter says", "<progress>@</progress><meter>@</meter>"),
    hides("a drawing's title", "<svg><title>@</title><desc>@</desc><defs><text>@</text></defs>@</svg>"),
    hides("a formula's source", "<math><mi>x</mi><annotation>@</annotation></math>"),
    hides("an object with data", '<object data="a.pdf">@</object>'),
    *(
        hides(f"the style {css}", f'<div style="color:red;{css};">@<b>@</b></div>')
        for css in _HIDDEN_BY_STYLE.split("|")
    ),
    hides("a folded preheader", "<div style='max-height:0px;overflow:hidden'>@</div>"),
    hides("a class", "<style>.off, .gone { display: none }</style><div class='a off'>@</div>"),
    hides("an id", "<style>/* @ */ #off{color:red;display:none}</style><div id=off>@</div>"),
    hides("a name", "<style>aside{visibility:hidden}</style><aside><p>@</aside>"),
    hides("a name with a class", "<style>div.x{display:none}</style><div class=x>@</div>"),
    *(
        hides(f"the style {selector}", f"<style>{selector}{{display:none}}</style>{body}")
        for selector, body in {
            "#a p.h": "<div id=a><p class=h>@</p></div>",
            ".a .h": "<div class='x a'><div><p>a<span class=h>@</span></div></div>",
            "div > p.h": "<div><p class='h x'>@</p></div>",
            "div>p>.h": "<div><p><b class=h>@</b></p></div>",
            "DIV > P": "<div><p>@</p></div>",
            "i, table td.h, b": "<table><tr><td>a<td class=h>@</table>",
            "table > tbody > tr > td.h": "<table><tr><td>a<td class=h>@</table>",
            "body > .h": "<div class=h>@</div>",
            "html .a > * .h": "<div class=a><div><p class=h>@</p></div></div>",
            ".a.b": "<p class='b c a'>@</p>",
            "p#h.a": "<p id=h class=a>@</p>",
            "div .a div .h": "<div><div class=a><section><div><p class=h>@</p></div></section></div></div>",
            "p[hide]": "<p HIDE>@</p>",
            "[data-x='a b' i]": "<p data-x='A B'>@</p>",
            "p[class~=b]": "<p class='a b'>@</p>",
            'p[title$="y"]': "<p title=xy>@</p>",
            "p.h, p:hover": "<p class=h>@</p>",
            "p.h, p::-webkit-x": "<p class=h>@</p>",
        }.items()
    ),
    hides(
        "a style that another does not overrule",
        "<style>.a .h{display:none} .h{display:block}</style><div class=a><p class=h>@</div>",
    ),
    hides("a style that pointing overrules", "<style>.h{display:none} .h:hover{display:block}</style><p class=h>@</p>"),
    hides(
        "a style that print overrules",
        "<style>.h{display:none} §media print{.h{display:block}}</style><p class=h>@</p>",
    ),
    hides("a style for screens", "<style>§media screen { .x{display:none} }</style><div class=x>@</div>"),
    hides("a style behind what it hides", "<div class=x>@</div><style>.x{display:none}</style>"),
    hides("a cell", "<table><tr><td style='display:none'>@<td>a<tr hidden><td>@</table>"),
    hides("a hidden element left open", "<table><tr><td><span hidden>@</td></table>"),
]
PLACES = [*SHOWN, *SHOWN_FILES, *HIDES]
