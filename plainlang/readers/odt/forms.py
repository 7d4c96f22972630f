"""The controls of a form in an OpenDocument text: the words they show."""

from __future__ import annotations

from plainlang.readers.odt.package import Element, q

_VALUED = frozenset(map(q, ("form:text", "form:textarea", "form:formatted-text", "form:combobox", "form:date")))
_LIST = q("form:listbox")


def legacy_field(field: Element) -> str:
    """What a field:fieldmark draws by its settings: the chosen entry of a list, a box; other ones hold text."""
    kind = (field.get(q("field:type")) or "").rpartition(".")[2]
    settings = [(at.get(q("field:name")), at.get(q("field:value")) or "") for at in field.findall(q("field:param"))]
    if kind == "FORMCHECKBOX":
        return "☒" if ("Checkbox_Checked", "true") in settings else "☐"
    entries = [value for name, value in settings if name == "Dropdown_ListEntry"] if kind == "FORMDROPDOWN" else []
    said = dict(settings).get("Dropdown_Selected", "0")
    at = int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else 0
    return entries[at] if at < len(entries) else ""


class Controls:
    """The controls of a part, by the name that a draw:control gives. `root` is the part's."""

    def __init__(self, root: Element) -> None:
        self._by_name: dict[str, Element] = {}
        for forms in root.iter(q("office:forms")):
            for control in forms.iter():
                for name in (control.get(q("xml:id")), control.get(q("form:id"))):
                    if name:
                        self._by_name[name] = control

    def shown(self, name: str | None) -> str:
        """The label of a control, the text filled into it, or the items chosen in it."""
        control = self._by_name.get(name or "")
        if control is None:
            return ""
        if control.tag == _LIST:
            options = control.findall(q("form:option"))
            chosen = (option for option in options if option.get(q("form:current-selected")) == "true")
            return "\n".join(option.get(q("form:label")) or "" for option in chosen)
        label = control.get(q("form:label"))
        if label or control.tag not in _VALUED:
            return label or ""
        return control.get(q("form:current-value")) or control.get(q("form:value")) or ""
