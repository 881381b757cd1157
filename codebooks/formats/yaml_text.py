"""How a codebook is laid out as YAML text: block style, wrapped, in the order given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import yaml

WIDTH: Final = 94
# Line breaks of any kind, control characters and the marks that look like nothing: quoted and
# escaped, so that an editor shows them and no other program turns them into something else.
_UNEASY: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def dumped(mapping: dict[str, object]) -> str:
    """The mapping as YAML text in UTF-8 letters, lines of at most about 100 characters."""
    import yaml

    return str(
        yaml.dump(
            mapping,
            Dumper=_dumper(),
            allow_unicode=True,
            default_flow_style=False,
            sort_keys=False,
            width=WIDTH,
        )
    )


def _dumper() -> type[yaml.SafeDumper]:
    import yaml

    class BlockDumper(yaml.SafeDumper):
        """Indents lists beneath their key and writes every repeated value out."""

        def ignore_aliases(self, _data: object) -> bool:
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
            super().increase_indent(flow, False)

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = '"' if _UNEASY.search(value) or value != value.strip() else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    BlockDumper.add_representer(str, text)
    return BlockDumper
