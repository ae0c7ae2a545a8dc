"""Model + help → the settings of Visual Studio Code that lie in an exhibition's folder, for editors who write files.

YAML files are completed and underlined by their JSON Schemas, which lie beside the settings, so that nothing is
fetched. Of front matter in Markdown the extension for YAML knows nothing; there `check` itself underlines, at every
save, as a task whose lines are read as problems, and field names are completed as snippets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jiangxin.content.blank import blank, help_for, owner_of
from jiangxin.content.json_schema import json_schema
from jiangxin.model import schema
from jiangxin.model.kinds import KINDS, LISTED
from jiangxin.model.schema import Spec, specs_of
from jiangxin.model.wording import Wording

FOLDER = ".vscode"
_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that the extension knows all of
_PROBLEM = r"^::(error|warning|notice) file=([^,:]+)(?:,line=(\d+))?(?:,title=[^:]*)?::(.*?)(?:%0A.*)?$"
_SIGNS = re.compile(r"[.*+?^${}()|\[\]\\]")  # of a regular expression
_TABS = re.compile(r"[$}\\]")  # of a snippet
_BEFORE = r"\\\g<0>"


def workspace_files(wording: Wording, every_wording: Sequence[Wording]) -> dict[str, str]:
    """Give the files by their path in the exhibition's folder, in the words of `wording`.

    `every_wording` are all languages that `check` may speak, so that its lines are known in each.
    """
    files: dict[str, object] = {
        "settings.json": _settings(),
        "extensions.json": {"recommendations": ["redhat.vscode-yaml"]},
        "tasks.json": _tasks(wording, every_wording),
        "jiangxin.code-snippets": dict(_snippets(wording)),
    }
    files |= {f"schema/{kind}.schema.json": draft_7(json_schema(kind)) for kind in ("exhibition", *LISTED)}
    return {
        f"{FOLDER}/{path}": json.dumps(said, ensure_ascii=False, indent=2) + "\n"
        for path, said in sorted(files.items())
    }


def draft_7(said: Mapping[str, Any]) -> dict[str, Any]:
    """Give a schema as draft 7 writes it: the same rules, their shared parts under another name."""
    text = json.dumps({name: value for name, value in said.items() if name != "$id"}, ensure_ascii=False)
    made: dict[str, Any] = json.loads(text.replace('"#/$defs/', '"#/definitions/'))
    if "$defs" in made:
        made["definitions"] = made.pop("$defs")
    return made | {"$schema": _DRAFT}


def _settings() -> dict[str, object]:
    places = {"exhibition": ["content/exhibition.yaml"]}
    places |= {kind: [f"content/{KINDS[kind].folder}/*.{end}" for end in ("yaml", "yml")] for kind in LISTED}
    return {
        "files.encoding": "utf8",
        "yaml.schemas": {f"./{FOLDER}/schema/{kind}.schema.json": globs for kind, globs in places.items()},
        "yaml.schemaStore.enable": False,  # it would be fetched
        "yaml.format.enable": False,  # it would write an editor's lines anew
        "[markdown]": {
            "editor.wordWrap": "on",
            "editor.wordBasedSuggestions": "off",
            "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "off"},
        },
    }


def _tasks(wording: Wording, every_wording: Sequence[Wording]) -> dict[str, object]:
    def line(key: str) -> str:
        return f"^(?:{'|'.join(_SIGNS.sub(_BEFORE, each(key)) for each in every_wording)})$"

    return {
        "version": "2.0.0",
        "tasks": [
            {
                "label": wording("commands.workspace.check"),
                "type": "process",
                "command": "jiangxin",
                "args": ["check", "--watch", "--github"],
                "isBackground": True,
                "runOptions": {"runOn": "folderOpen"},
                "presentation": {"reveal": "never", "panel": "dedicated"},
                "problemMatcher": {
                    "owner": "jiangxin",
                    "source": "jiangxin",
                    "severity": "info",
                    "fileLocation": ["relative", "${workspaceFolder}"],
                    "pattern": {"regexp": _PROBLEM, "severity": 1, "file": 2, "line": 3, "message": 4},
                    "background": {
                        "activeOnStart": True,
                        "beginsPattern": line("commands.again"),
                        "endsPattern": line("commands.watching"),
                    },
                },
            }
        ],
    }


def _snippets(wording: Wording) -> Iterator[tuple[str, dict[str, object]]]:
    """Give a snippet for each kind of Markdown file as a whole, and for each field that one may have."""
    seen: set[tuple[str, str]] = set()
    for kind, cls in KINDS.items():
        if kind in LISTED:
            continue
        called = wording(f"kinds.{kind}.one")
        whole = [_escaped(text) for text in blank(kind, "id", wording, wording.lang).splitlines()]
        yield (
            f"{kind} ({called})",
            _snippet([kind, called], [*whole, "", "$0"], wording("commands.workspace.new", kind=called)),
        )
        for name, spec in specs_of(cls).items():
            body = _field(name, spec)
            if (name, body[0]) not in seen:
                seen.add((name, body[0]))
                label = wording.first(f"fields.{kind}.{name}", f"fields.{name}")
                told = help_for(owner_of(cls), name, spec, wording)
                yield f"{name} ({label}, {kind})", _snippet([name, label], body, told)


def _snippet(prefix: list[str], body: list[str], description: str) -> dict[str, object]:
    return {"scope": "markdown", "prefix": list(dict.fromkeys(prefix)), "body": body, "description": description}


def _field(name: str, spec: Spec) -> list[str]:
    match spec.shape:
        case schema.Choice(options):
            return [f"{name}: ${{1|{','.join(options)}|}}"]
        case schema.Record() | schema.Many(schema.Record()):
            return [f"{name}:", "  - $0" if isinstance(spec.shape, schema.Many) else "  $0"]
        case schema.Many():
            return [f"{name}: [$0]"]
        case schema.Flag():
            return [f"{name}: true"]
    return [f"{name}: $0"]


def _escaped(text: str) -> str:
    return _TABS.sub(_BEFORE, text)
