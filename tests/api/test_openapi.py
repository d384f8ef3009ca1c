"""The description of the service says all that a program needs to call it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.app import create_app
from api.problems import MEDIA_TYPE, TITLES
from api.settings import Settings


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The description."""
    folder = tmp_path_factory.mktemp("described")
    return create_app(Settings(database=f"sqlite:///{folder}/x.db")).openapi()


def _operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_operation_says_what_it_is_for(described: dict[str, Any]) -> None:
    """A summary, a description and a tag."""
    silent = [
        name
        for name, one in _operations(described)
        if not (one.get("summary") and one.get("description") and one.get("tags"))
    ]
    assert silent == []


def test_every_body_has_an_example(described: dict[str, Any]) -> None:
    """Of the whole, or of its fields."""
    schemas = described["components"]["schemas"]

    def shown(schema: dict[str, Any]) -> bool:
        if "$ref" in schema:
            return shown(schemas[schema["$ref"].rpartition("/")[2]])
        fields = schema.get("properties", {}).values()
        return bool(schema.get("examples")) or any("examples" in one for one in fields)

    bare = [
        name
        for name, one in _operations(described)
        for content in one.get("requestBody", {}).get("content", {}).values()
        if not (shown(content["schema"]) or content.get("example") or content.get("examples"))
    ]
    assert bare == []


def test_every_refusal_is_documented_with_its_codes(described: dict[str, Any]) -> None:
    """As problem details, by status; who must sign in is told so."""
    for name, one in _operations(described):
        if "4XX" in one["responses"]:
            continue
        for status, answer in one["responses"].items():
            if int(status) >= 400:
                codes = [code for code, (number, _) in TITLES.items() if str(number) == status]
                assert any(f"`{code}`" in answer["description"] for code in codes), name
                assert list(answer["content"]) == [MEDIA_TYPE], name
        if one["security"]:
            assert {"401", "403", "429", "503"} <= set(one["responses"]), name
        if "{" in name:
            assert "404" in one["responses"], name
        if any(each["name"] == "If-Match" for each in one.get("parameters", ())):
            assert {"409", "428"} <= set(one["responses"]), name


def test_examples_of_bodies_are_read_as_they_stand(described: dict[str, Any]) -> None:
    """Every example of a body is one that its own model takes."""
    from api.jobs.kinds.emergency import EmergencyAsked
    from api.jobs.kinds.frontier import FrontierAsked
    from api.jobs.kinds.robust import RobustAsked
    from api.jobs.kinds.solve import SolveAsked
    from api.routes.rotas_take import Adopt, Finished
    from api.routes.scenarios import ScenarioIn
    from api.schemas.moves import MovesIn, MovesToSave
    from api.schemas.offers import HoldIn, PackageIn, WishIn
    from api.schemas.rotas import PinIn

    for model in (
        *(Adopt, Finished, ScenarioIn, MovesIn, MovesToSave),
        *(HoldIn, PackageIn, WishIn, PinIn),
        *(SolveAsked, FrontierAsked, RobustAsked, EmergencyAsked),
    ):
        for example in described["components"]["schemas"][model.__name__]["examples"]:
            model.model_validate(example)
