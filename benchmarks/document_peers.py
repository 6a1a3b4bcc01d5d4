"""TM Forum documents as three peers read and write them.

* `tmforum` has dataclasses of its own: `from_dict`, `to_dict`.
* pydantic with `extra="allow"` gets a model for each of our classes, with the same attributes and
  types; where an attribute may hold an object of any class, any object.
* pydantic models that datamodel-code-generator makes of a published OpenAPI file, as it makes them.

A model is asked for what was set only, under the published names.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final, TypeAlias

from harness import peer_module

from svcmgmt.interop.tmf import Profile

Way: TypeAlias = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""How documents of one class are read and written."""

_SCALARS: Final = {"string": str, "boolean": bool, "integer": int, "number": float}


def tmforum_way(kind: str) -> Way | None:
    """Return how `tmforum` reads and writes a class; None if it has none of that name."""
    found: Any = getattr(peer_module("tmforum"), kind, None)
    return None if found is None else (found.from_dict, lambda entity: entity.to_dict())


def open_models(profile: Profile, kind: str) -> Way:
    """Return how a pydantic model with the attributes of our class reads and writes."""
    pydantic: Any = peer_module("pydantic")
    schema: Any = profile.json_schema(kind)
    told: dict[str, Any] = {"Any": Any}
    for name, definition in schema["$defs"].items():
        fields = {
            f"field_{index}": (f"{_annotation(each)} | None", pydantic.Field(None, alias=wire))
            for index, (wire, each) in enumerate(definition.get("properties", {}).items())
        }
        config = pydantic.ConfigDict(extra="allow")
        told[name] = pydantic.create_model(name, __config__=config, **fields)
    told |= {"datetime": peer_module("datetime").datetime, "Literal": peer_module("typing").Literal}
    for name in schema["$defs"]:
        told[name].model_rebuild(_types_namespace=told)
    return _way_of(told[schema["$ref"].rpartition("/")[2]])


def _annotation(each: Mapping[str, Any]) -> str:
    if "$ref" in each:
        return str(each["$ref"].rpartition("/")[2])
    if "anyOf" in each:
        return " | ".join(map(_annotation, each["anyOf"]))
    if "enum" in each:
        return f"Literal[{', '.join(map(repr, each['enum']))}]"
    if each.get("type") == "array":
        return f"list[{_annotation(each['items'])}]"
    if each.get("format") == "date-time":
        return "datetime"
    kind = _SCALARS.get(each.get("type", ""))
    return kind.__name__ if kind else "dict[str, Any]" if each.get("type") == "object" else "Any"


def generated_models(file: Path, folder: Path) -> Any:  # noqa: ANN401 - a module that is made here
    """Return the module of models that are generated of a packed OpenAPI file."""
    spec, module = folder / "spec.yaml", folder / "models.py"
    spec.write_bytes(gzip.decompress(file.read_bytes()))
    command = [sys.executable, "-m", "datamodel_code_generator", "--input", str(spec)]
    command += ["--input-file-type", "openapi", "--output", str(module)]
    command += ["--output-model-type", "pydantic_v2.BaseModel"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    described = spec_from_file_location("generated_models", module)
    if described is None or described.loader is None:
        raise ImportError(module)
    made = module_from_spec(described)
    sys.modules["generated_models"] = made
    described.loader.exec_module(made)
    return made


def generated_way(models: Any, kind: str) -> Way | None:  # noqa: ANN401 - see above
    """Return how a generated model reads and writes; None if there is none of that name."""
    found: Any = getattr(models, kind, None)
    return None if found is None else _way_of(found)


def _way_of(model: Any) -> Way:  # noqa: ANN401 - a model of a peer
    def write(entity: Any) -> Any:  # noqa: ANN401 - see above
        return entity.model_dump(mode="json", by_alias=True, exclude_unset=True)

    return model.model_validate, write
