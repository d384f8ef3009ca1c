"""The templates of the pages; everything put into one is escaped."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template


@lru_cache(maxsize=1)
def _outside() -> Environment:
    return Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def template(name: str) -> Template:
    """A page by its file name in ``templates/``."""
    return _outside().get_template(name)


def template_text(name: str) -> str:
    """A file of ``templates/`` as it stands."""
    return files("data.write").joinpath("templates", name).read_text("utf-8")
