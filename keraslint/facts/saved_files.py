"""The files that a program saves models and weights to and loads them from, and the names that Keras 3 wants for them.

Measured on keras 3.15.1: ``save`` takes ``.keras``, and ``.h5`` and ``.hdf5`` with a warning; ``save_weights``
``.weights.h5`` only, and ``.weights.json`` where it is cut into shards; ``ModelCheckpoint`` the same, but no ``.hdf5``
and no shards. Without ``zipped``, and on the Hugging Face Hub (``hf://``), a model is saved in a directory of any name.
``load_model`` and ``load_weights`` read all those, and directories of Orbax. ``save_format`` is refused, or without
effect.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from keraslint.diagnostic import Edit, Origin
from keraslint.program import Argument, Call, Program, Text
from keraslint.records import record, replace

Content = Literal["model", "weights"]
Verdict = Literal["takes", "warns", "refuses"]

ENDINGS: Final[Mapping[Content, str]] = {"model": ".keras", "weights": ".weights.h5"}
FORMER: Final = (".hdf5", ".h5", ".ckpt", ".tf")
"""The endings that give way to the present one; behind another, it is appended."""

REFUSED: Final = (".ckpt", ".tf", ".pb", ".index")
"""What TensorFlow calls checkpoints and SavedModels. Whatever else is loaded may be a directory that Keras reads."""

LATEST: Final = "tensorflow.train.latest_checkpoint"


@record
class SavedFile:
    """One place where a file is saved or loaded. ``verdict`` is what Keras 3 does with its name."""

    call: Call
    argument: Argument
    path: str
    content: Content
    saves: bool
    verdict: Verdict

    @property
    def present(self) -> str:
        """The name that Keras 3 wants."""
        former = self.former
        return self.path[: len(self.path) - len(former)] + ENDINGS[self.content]

    @property
    def former(self) -> str:
        return next((ending for ending in FORMER if self.path.endswith(ending)), "")


@record
class LegacyFile:
    """A file whose name Keras 3 refuses or warns about; ``edits`` change it wherever the program has it.

    ``own``: the program itself saves it; ``loaded``: it loads what it has saved before; ``shared``: the program has the
    name in other places too, where something else may read the file.
    """

    file: SavedFile
    edits: tuple[Edit, ...]
    own: bool
    loaded: bool
    shared: bool


def legacy_files(program: Program) -> Iterator[LegacyFile]:
    files = sorted(_files(program), key=lambda file: file.call.uid)
    groups: dict[str, list[SavedFile]] = {}
    for each in files:
        groups.setdefault(each.path, []).append(each)
    texts: dict[str, list[Text]] = {}
    for text in program.names.texts:
        texts.setdefault(text.content, []).append(text)
    for each in files:
        group = groups[each.path]
        file = _as_saved(each, group)
        if file.verdict != "takes" and not file.call.tentative:
            own = any(other.saves for other in group)
            loaded = not group[-1].saves and group[0].saves
            edits, shared = _edits(file, group, texts.get(file.path, ()), program)
            yield LegacyFile(file, edits, own=own, loaded=loaded, shared=shared)


def _as_saved(file: SavedFile, group: Sequence[SavedFile]) -> SavedFile:
    """A file that the program saves can be loaded if it can be saved, whatever its name."""
    saved = {other.verdict for other in group if other.saves}
    if file.saves or not saved or file.path.endswith((*ENDINGS.values(), ".h5", ".hdf5")):
        return file
    return replace(file, verdict="refuses" if saved == {"refuses"} else "takes")


def save_formats(program: Program) -> Iterator[tuple[Argument, bool]]:
    """The ``save_format`` arguments, and whether Keras 3 refuses them whatever the file is called."""
    for call in program.calls:
        argument = None if call.tentative else call.arguments.get("save_format")
        if argument is not None and call.name in ("save", "save_model", "save_weights") and argument.written:
            yield argument, call.name == "save_weights"


def _files(program: Program) -> Iterator[SavedFile]:
    for call in program.calls:
        role = _role(call)
        argument = call.arguments.get("filepath")
        if role is None or argument is None or not isinstance(argument.value, str) or not call.complete:
            continue
        content, saves = role
        yield SavedFile(call, argument, argument.value, content, saves, _verdict(call, argument.value, content, saves))


def _role(call: Call) -> tuple[Content, bool] | None:
    """What is in the file, and whether it is saved."""
    if call.category == "callback" and call.name == "ModelCheckpoint":
        only = call.value("save_weights_only", False)
        return ("weights" if only else "model", True) if isinstance(only, bool) else None
    if call.category not in ("method", "function"):
        return None
    roles: dict[str, tuple[Content, bool]] = {
        "save": ("model", True),
        "save_model": ("model", True),
        "save_weights": ("weights", True),
        "load_model": ("model", False),
        "load_weights": ("weights", False),
    }
    return roles.get(call.name)


def _verdict(call: Call, path: str, content: Content, saves: bool) -> Verdict:
    if not saves:
        return "refuses" if path.endswith(REFUSED) and "://" not in path else "takes"
    if path.endswith(".weights.h5") or (content == "model" and path.endswith(".keras")):
        return "takes"
    if call.category == "callback":
        return "warns" if content == "model" and path.endswith(".h5") else "refuses"
    if content == "weights":
        cut = path.endswith("weights.json") and call.value("max_shard_size", None) is not None
        return "takes" if cut else "refuses"
    zipped = call.value("zipped", None)
    if path.startswith("hf://") or not (zipped is None or zipped is True):
        return "takes"
    return "warns" if path.endswith((".h5", ".hdf5")) else "refuses"


def _edits(
    file: SavedFile, group: Sequence[SavedFile], texts: Sequence[Text], program: Program
) -> tuple[tuple[Edit, ...], bool]:
    """The name changed wherever it stands, and whether it stands where something else may read the file; no edits
    where it means two things, or is read by means that go by its beginning."""
    if any(mention.path == LATEST for mention in program.names.mentions) or not program.names.complete:
        return (), False
    if any(other.call.value("by_name", False) is not False for other in group):  # only the former format has names
        return (), False
    saved = {other.present for other in group if other.saves}
    if saved != {file.present}:
        return (), False
    change = (file.former, ENDINGS[file.content])
    places: dict[Origin, None] = dict.fromkeys(other.argument.source or other.argument.origin for other in group)
    arguments = {other.argument.origin for other in group}
    shared = False
    for text in texts:
        shared = shared or not arguments.issuperset(text.read)
        if file.former:  # another text without an ending need not be a file's name
            places.setdefault(text.origin)
    return tuple(Edit(place, change, "end") for place in places), shared
